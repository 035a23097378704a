package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.Recorded;
import dev.changeover.explain.retry.InboxStanding.Forgotten;
import dev.changeover.explain.retry.InboxStanding.IdChanged;
import dev.changeover.explain.retry.InboxStanding.None;
import dev.changeover.explain.retry.InboxStanding.Remembers;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTry;
import dev.changeover.projection.action.OrderOfWords;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.action.StepClass;
import dev.changeover.projection.join.Join;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives the standing of a step's inbox. It protects only where everything is told: how long it
 * remembers, who ran every try, which message each of them took, and that all took the same one.
 */
final class InboxReading {
  private final RetryFacts facts;
  private final Step step;
  private final Effect effect;

  InboxReading(RetryFacts facts, Step step, Effect effect) {
    this.facts = facts;
    this.step = step;
    this.effect = effect;
  }

  InboxStanding read() {
    if (!(step.stepClass() instanceof StepClass.InboxDeduped(Optional<Duration> retention))) {
      return new None("the step is not declared to have an inbox");
    }
    List<String> components =
        step.attempts().stream().flatMap(each -> each.component().stream()).distinct().toList();
    boolean someoneHides = step.attempts().stream().anyMatch(each -> each.component().isEmpty());
    if (components.size() != 1 || someoneHides) {
      return new None("which component has the inbox is not told");
    }
    if (effect.tries().stream().anyMatch(this::mayBeUnderWay)) {
      return new None(
          "the call of a try may still be under way, and is noted only once it is done");
    }
    if (KeyReading.wasUndone(facts, step, effect)) {
      return new None("the consumer would drop what was undone");
    }
    return remembered(retention)
        .map(length -> withRetention(components.getFirst(), length))
        .orElseGet(() -> new None("how long the inbox remembers is not told"));
  }

  /** An inbox notes a message with its effect: until then it takes it a second time. */
  private boolean mayBeUnderWay(EffectTry each) {
    boolean settled =
        each.attempt().succeeded()
            || each.outcome().filter(EffectOutcome.NOT_ATTEMPTED::equals).isPresent();
    return !settled
        && facts
            .at()
            .lifeOf(each.attempt())
            .overAt()
            .map(end -> end.plus(facts.at().inFlightBound(effect)))
            .filter(facts.asked().instant()::isBefore)
            .isPresent();
  }

  /** The shorter of what the class and the declaration say. */
  private Optional<Duration> remembered(Optional<Duration> fromClass) {
    return Stream.concat(
            fromClass.stream(),
            step.declared().map(StepDeclaration::inboxRetention).stream().filter(Objects::nonNull))
        .min(Duration::compareTo);
  }

  private InboxStanding withRetention(String component, Duration retention) {
    List<Recorded<MessageConsumed>> all = takings(component);
    List<Recorded<MessageConsumed>> taken = new ArrayList<>();
    for (Attempt attempt : step.attempts()) {
      Optional<Recorded<MessageConsumed>> own = takenBy(attempt, all);
      if (own.isEmpty() || own.get().event().messageId() == null) {
        return new None("which message a try took is not told");
      }
      if (taken.stream().anyMatch(each -> OrderOfWords.areOfOne(each, own.get()))) {
        return new None("a try took no message of its own");
      }
      taken.add(own.get());
    }
    Recorded<MessageConsumed> first = taken.getFirst();
    List<String> ids = idsSince(first, all, taken);
    if (ids.size() > 1) {
      return new IdChanged(first.event().queue(), ids);
    }
    return withMessage(component, first.event().queue(), ids.getFirst(), all, retention);
  }

  private InboxStanding withMessage(
      String component,
      String queue,
      String id,
      List<Recorded<MessageConsumed>> all,
      Duration retention) {
    Instant firstSeen =
        Stream.concat(
                all.stream()
                    .filter(each -> id.equals(each.event().messageId()))
                    .map(Recorded::effectiveAt),
                step.attempts().stream().flatMap(each -> each.startedAt().stream()))
            .min(Instant::compareTo)
            .orElseThrow();
    Instant until = firstSeen.plus(retention);
    if (!facts.asked().instant().isBefore(until.minus(facts.policy().keyMargin()))) {
      return new Forgotten(id, queue, until);
    }
    SortedSet<String> tried =
        step.attempts().stream()
            .flatMap(each -> each.version().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    boolean someoneHides = step.attempts().stream().anyMatch(each -> each.version().isEmpty());
    RetryingVersions takers = RetryingVersions.of(facts, component, tried);
    SortedSet<String> strangers = new TreeSet<>(takers.versions());
    if (tried.size() == 1) {
      strangers.removeAll(tried);
    }
    return someoneHides || (strangers.isEmpty() && !takers.complete())
        ? new None("which versions may take its message is not known")
        : new Remembers(id, queue, until, cameAgain(queue, id), strangers);
  }

  /**
   * It was sent again under its id. That a broker delivered it again does not show what becomes of
   * its id where somebody puts it back.
   */
  private boolean cameAgain(String queue, String id) {
    return facts.action().messages().stream()
            .filter(each -> each.queue().equals(queue) && each.published().isPresent())
            .filter(each -> each.messageId().filter(id::equals).isPresent())
            .count()
        > 1;
  }

  /** The last message that the component took before the try began, by clocks that may differ. */
  private static Optional<Recorded<MessageConsumed>> takenBy(
      Attempt attempt, List<Recorded<MessageConsumed>> takings) {
    return attempt
        .startedAt()
        .flatMap(
            start ->
                takings.stream()
                    .filter(each -> !each.effectiveAt().isAfter(start))
                    .reduce((_, later) -> later));
  }

  /**
   * Ids under which the message of the tries came: those that they took, and those of a message of
   * that form that was put into the queue, or taken by the component, since the first of them was.
   */
  private List<String> idsSince(
      Recorded<MessageConsumed> first,
      List<Recorded<MessageConsumed>> takings,
      List<Recorded<MessageConsumed>> taken) {
    Stream<@Nullable String> later =
        takings.stream()
            .filter(each -> isSince(first, each) && mayBeIt(first, each.event()))
            .map(each -> each.event().messageId());
    Stream<@Nullable String> sent =
        facts.action().facts().stream()
            .filter(each -> isSince(first, each))
            .flatMap(
                each ->
                    each.event() instanceof MessagePublished event && isLike(first, event)
                        ? Stream.of(event)
                        : Stream.empty())
            .map(MessagePublished::messageId);
    return Stream.of(taken.stream().map(each -> each.event().messageId()), later, sent)
        .flatMap(each -> each)
        .map(id -> id == null ? "an id not told" : id)
        .distinct()
        .toList();
  }

  private static boolean isSince(Recorded<MessageConsumed> first, Recorded<?> fact) {
    return !fact.effectiveAt().isBefore(first.effectiveAt());
  }

  /** One of that form is it too where it came by another queue, e.g. one for retries. */
  private static boolean mayBeIt(Recorded<MessageConsumed> first, MessageConsumed event) {
    Object own = first.event().schema();
    return isLike(first, event.queue(), event.schema())
        || (own != null && own.equals(event.schema()));
  }

  private static boolean isLike(Recorded<MessageConsumed> first, MessagePublished event) {
    return isLike(first, event.queue(), event.schema());
  }

  private static boolean isLike(
      Recorded<MessageConsumed> first, String queue, @Nullable Object form) {
    Object own = first.event().schema();
    return first.event().queue().equals(queue) && (own == null || form == null || own.equals(form));
  }

  private List<Recorded<MessageConsumed>> takings(String component) {
    return facts.action().facts().stream()
        .filter(
            each ->
                each.event() instanceof MessageConsumed taking
                    && component.equals(taking.component()))
        .map(each -> Join.as(each, (MessageConsumed) each.event()))
        .toList();
  }

  /** What the standing was read from. */
  static List<Recorded<?>> told(RetryFacts facts, Step step) {
    return facts.action().facts().stream()
        .filter(
            each ->
                each.event() instanceof MessageConsumed taking
                    && step.attempts().stream()
                        .flatMap(attempt -> attempt.component().stream())
                        .anyMatch(component -> component.equals(taking.component())))
        .<Recorded<?>>map(each -> each)
        .toList();
  }
}

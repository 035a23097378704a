package dev.changeover.explain.environment;

import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.queue.QueueFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was in a queue when it was last looked into.
 *
 * @param byForm messages by form, the visible ones
 * @param untold visible messages whose form nobody told
 * @param aside delayed and dead messages, whose form nobody tells
 * @param putInSince forms of messages that were put in when it had been counted, or later
 */
public record QueueContent(
    SortedMap<MessageForm, Long> byForm,
    long depth,
    long untold,
    long aside,
    NavigableSet<MessageForm> putInSince,
    CitedFact fact) {

  /** Of what several sources count, each as it last did, the most of each form holds. */
  public static QueueContent read(EnvironmentAt at, String queue, QueueFacts facts) {
    Duration maxAge = maxAge(at);
    Recorded<QueueObserved> forms = facts.forms();
    boolean formsAreYoung = forms != null && !isStale(at, forms, maxAge);
    Recorded<QueueObserved> chosen = forms != null && formsAreYoung ? forms : facts.latest();
    QueueObserved told = chosen.event();
    List<QueueObserved> young =
        facts.bySource().values().stream()
            .filter(each -> !isStale(at, each, maxAge))
            .map(Recorded::event)
            .toList();
    SortedMap<MessageForm, Long> byForm = new TreeMap<>(told.bySchema());
    young.forEach(
        each -> each.bySchema().forEach((form, count) -> byForm.merge(form, count, Math::max)));
    long counted = byForm.values().stream().mapToLong(Long::longValue).sum();
    long depth =
        Stream.concat(Stream.of(told, facts.latest().event()), young.stream())
            .mapToLong(QueueObserved::depth)
            .max()
            .orElseThrow();
    long unknown = told.unknownSchema() == null ? 0 : told.unknownSchema();
    return new QueueContent(
        byForm,
        depth,
        Math.max(unknown, depth - counted),
        deadLetters(facts.deadLetters()) + delayed(facts.delayed()),
        putInSince(at, queue, chosen),
        silentSince(at, facts, maxAge, byForm)
            .or(() -> Optional.of(chosen))
            .map(each -> cited(at, queue, each, maxAge))
            .orElseThrow());
  }

  /**
   * The last word of a source that has lately fallen silent and held what no other one sees; empty:
   * there is none.
   */
  private static Optional<Recorded<QueueObserved>> silentSince(
      EnvironmentAt at, QueueFacts facts, Duration maxAge, SortedMap<MessageForm, Long> seen) {
    Instant gone = facts.latest().effectiveAt().minus(at.policy().goneAfter());
    return facts.bySource().values().stream()
        .filter(each -> isStale(at, each, maxAge) && each.effectiveAt().isAfter(gone))
        .filter(
            each ->
                each.event().bySchema().entrySet().stream()
                    .anyMatch(
                        held -> held.getValue() > 0 && seen.getOrDefault(held.getKey(), 0L) == 0))
        .max(Recorded.BY_TIME);
  }

  private static boolean isStale(
      EnvironmentAt at, Recorded<QueueObserved> snapshot, Duration maxAge) {
    return cited(at, snapshot.event().queue(), snapshot, maxAge).stale();
  }

  private static CitedFact cited(
      EnvironmentAt at, String queue, Recorded<QueueObserved> snapshot, Duration maxAge) {
    return at.cite().fact("content of queue " + queue, content(snapshot.event()), snapshot, maxAge);
  }

  /** How long the oldest has waited, of what the sources tell that still count it. */
  public static Optional<Duration> oldestAge(EnvironmentAt at, QueueFacts facts) {
    Duration maxAge = maxAge(at);
    return facts.bySource().values().stream()
        .filter(each -> !isStale(at, each, maxAge))
        .flatMap(each -> Stream.ofNullable(each.event().oldestAge()))
        .max(Duration::compareTo);
  }

  /** Whoever put them in may be gone, and the messages are there. */
  private static NavigableSet<MessageForm> putInSince(
      EnvironmentAt at, String queue, Recorded<QueueObserved> counted) {
    NavigableSet<MessageForm> forms = new TreeSet<>();
    at.facts().flows().stream()
        .filter(each -> each.queue().equals(queue))
        .filter(
            each ->
                each.published() != null
                    && !each.published().effectiveAt().isBefore(counted.effectiveAt()))
        .flatMap(each -> Stream.ofNullable(each.form()))
        .forEach(forms::add);
    return forms;
  }

  private static String content(QueueObserved told) {
    String forms =
        String.join(
            ", ",
            new TreeMap<>(told.bySchema())
                .entrySet().stream().map(each -> each.getValue() + " " + each.getKey()).toList());
    return told.depth() + " waiting" + (forms.isEmpty() ? "" : ": " + forms);
  }

  private static long deadLetters(@Nullable Recorded<QueueObserved> told) {
    Long count = told == null ? null : told.event().deadLetters();
    return count == null ? 0 : count;
  }

  private static long delayed(@Nullable Recorded<QueueObserved> told) {
    Long count = told == null ? null : told.event().delayed();
    return count == null ? 0 : count;
  }

  private static Duration maxAge(EnvironmentAt at) {
    boolean rollout = at.facts().releases().values().stream().anyMatch(ReleaseFacts::open);
    return rollout ? at.policy().queueMaxAgeInRollout() : at.policy().queueMaxAge();
  }
}

package dev.changeover.explain.environment;

import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.queue.QueueFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
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
    boolean formsAreYoung = forms != null && !at.cite().fact(queue, "", forms, maxAge).stale();
    Recorded<QueueObserved> chosen = forms != null && formsAreYoung ? forms : facts.latest();
    QueueObserved told = chosen.event();
    List<QueueObserved> young =
        facts.bySource().values().stream()
            .filter(each -> !at.cite().fact(queue, "", each, maxAge).stale())
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
        at.cite().fact("content of queue " + queue, content(told), chosen, maxAge));
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

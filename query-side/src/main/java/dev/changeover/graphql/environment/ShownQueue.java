package dev.changeover.graphql.environment;

import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue as it was seen last: the type {@code Queue} of the schema. */
record ShownQueue(
    String name,
    long depth,
    @Nullable Duration oldestAge,
    Instant observedAt,
    Duration age,
    List<FormCount> forms,
    @Nullable Instant formsObservedAt,
    @Nullable Long unknownSchema,
    @Nullable Long deadLetters,
    @Nullable Long delayed,
    List<Long> positions)
    implements Cites {

  /** How many messages of a form there are. */
  record FormCount(String schema, long count) {}

  static ShownQueue of(QueueFacts facts, Instant instant) {
    Recorded<QueueObserved> latest = facts.latest();
    Recorded<QueueObserved> forms = facts.forms();
    Recorded<QueueObserved> deadLetters = facts.deadLetters();
    Recorded<QueueObserved> delayed = facts.delayed();
    Duration age = Duration.between(latest.effectiveAt(), instant);
    return new ShownQueue(
        facts.queue(),
        latest.event().depth(),
        latest.event().oldestAge(),
        latest.effectiveAt(),
        age.isNegative() ? Duration.ZERO : age,
        forms == null ? List.of() : counts(forms.event()),
        forms == null ? null : forms.effectiveAt(),
        forms == null ? null : forms.event().unknownSchema(),
        deadLetters == null ? null : deadLetters.event().deadLetters(),
        delayed == null ? null : delayed.event().delayed(),
        Positions.of(latest, forms, deadLetters, delayed));
  }

  private static List<FormCount> counts(QueueObserved snapshot) {
    return snapshot.bySchema().entrySet().stream()
        .map(each -> new FormCount(each.getKey().text(), each.getValue()))
        .sorted(Comparator.comparing(FormCount::schema))
        .toList();
  }
}

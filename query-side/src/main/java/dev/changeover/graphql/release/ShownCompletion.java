package dev.changeover.graphql.release;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.proceed.CompletionHealth;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.completion.Completion;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison as the schema shows it. */
record ShownCompletion(
    String actionType,
    String component,
    @Nullable String from,
    String to,
    Counts baseline,
    Counts current,
    CompletionHealth.Standing standing,
    double pValue,
    double power,
    List<Long> positions)
    implements Cites {

  /** What became of one set of actions. */
  record Counts(
      long started,
      long completed,
      long failed,
      long stuck,
      long pending,
      double rate,
      @Nullable Duration p50,
      @Nullable Duration p95) {
    static Counts of(Completion completion) {
      return new Counts(
          completion.started(),
          completion.completed(),
          completion.failed(),
          completion.stuck(),
          completion.pending(),
          completion.rate(),
          completion.p50().orElse(null),
          completion.p95().orElse(null));
    }
  }

  static ShownCompletion of(CompletionHealth health) {
    return new ShownCompletion(
        health.actionType(),
        health.component(),
        health.from().orElse(null),
        health.to(),
        Counts.of(health.baseline()),
        Counts.of(health.current()),
        health.standing(),
        health.pValue(),
        health.power(),
        health.facts().stream()
            .map(CitedFact::positions)
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList());
  }
}

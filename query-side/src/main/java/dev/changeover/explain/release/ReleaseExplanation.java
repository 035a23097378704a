package dev.changeover.explain.release;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Explanation;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.Statement;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a release into sentences. */
public final class ReleaseExplanation {
  private ReleaseExplanation() {}

  /**
   * The explanation of a release at an instant.
   *
   * @param release one of the environment's releases
   */
  public static Explanation of(
      EnvironmentFacts environment, ReleaseFacts release, Instant instant) {
    ReleaseAt at = new ReleaseAt(environment, release, instant);
    List<Statement> happened = new Happened(at).statements();
    List<Statement> pending = new Pending(at).statements();
    List<Statement> doubts = new Doubts(at).statements();
    return new Explanation(summary(at, happened, pending, doubts), happened, pending, doubts);
  }

  /**
   * E.g. {@code Release 2026.11.3 is RESTING since 13:10:00. It takes checkout from 2.3.1 to
   * 2.4.0.}
   */
  private static String summary(
      ReleaseAt at, List<Statement> happened, List<Statement> pending, List<Statement> doubts) {
    List<String> sentences = new ArrayList<>();
    String since =
        at.lastWord()
            .map(Recorded::effectiveAt)
            .map(moment -> " since " + SpokenTime.moment(moment, at.instant()))
            .orElse("");
    sentences.add(
        "Release %s is %s%s.".formatted(at.release().release(), at.release().state(), since));
    at.release().plan().flatMap(ReleaseExplanation::transition).ifPresent(sentences::add);
    latest(at, happened).ifPresent(each -> sentences.add("Last: " + each.text()));
    pending.stream().limit(2).map(Statement::text).forEach(sentences::add);
    doubts.stream().limit(2).map(Statement::text).forEach(sentences::add);
    return String.join(" ", sentences);
  }

  /** A plan is no news, also where it was handed in when all was over. */
  private static Optional<Statement> latest(ReleaseAt at, List<Statement> happened) {
    List<Long> plan =
        at.release().planFact().map(each -> List.of(each.position())).orElse(List.of());
    return happened.reversed().stream()
        .filter(each -> !each.positions().equals(plan))
        .findFirst()
        .or(() -> happened.stream().findFirst());
  }

  private static Optional<String> transition(ReleasePlan plan) {
    String changes =
        plan.components().stream()
            .map(
                each ->
                    each.from() == null
                        ? "%s, which is new, to %s".formatted(each.name(), each.to())
                        : "%s from %s to %s".formatted(each.name(), each.from(), each.to()))
            .collect(Collectors.joining(", "));
    return changes.isEmpty() ? Optional.empty() : Optional.of("It takes " + changes + ".");
  }
}

package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.cases.RollbackCases;
import dev.changeover.explain.rollback.RollbackQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One release of an API, a worker and a front end, beside peers that stay, on a schema that a
 * migration may have changed. What the versions before it could really read, take, continue and
 * live beside is decided when the world is made; what is told of that goes through {@link Telling}.
 * Asked is whether all of it may go back, as its plan says or to an earlier release, or one
 * component of it.
 */
final class RollbackWorld extends World {
  final RollbackTruth truth;
  final Instant asked;
  final Instant settled;
  private final RollbackQuestion question;

  private RollbackWorld(long seed, boolean complete) {
    super(seed, complete);
    truth = new RollbackTruth(this);
    asked = RollbackPart.BEGAN.plusSeconds(7200 + random.nextInt(7200));
    settled = asked.minusSeconds(600 + random.nextInt(1200));
    new RollbackRelease(this).live();
    question = ask();
    new RollbackMigration(this).live();
    new RollbackNeeds(this).live();
    new RollbackStanding(this).live();
    new RollbackSurroundings(this).live();
    askAt(asked);
  }

  static RollbackWorld of(long seed, boolean complete) {
    return new RollbackWorld(seed, complete);
  }

  /** What the truth is about is what would go back. */
  private RollbackQuestion ask() {
    RollbackTruth.Component any = truth.components.get(random.nextInt(truth.components.size()));
    Optional<String> release = Optional.of(RollbackPart.RELEASE);
    int kind = random.nextInt(8);
    truth.goingBack =
        kind < 3
            ? Set.of(any.name)
            : truth.components.stream().map(each -> each.name).collect(Collectors.toSet());
    truth.schemaGoesBack = kind > 3 && truth.planTakesSchemaBack;
    return new RollbackQuestion(
        Telling.ENVIRONMENT,
        kind == 0 ? Optional.empty() : release,
        switch (kind) {
          case 0, 1 -> Optional.of(any.from);
          case 3 -> Optional.of(RollbackPart.EARLIER);
          default -> Optional.empty();
        },
        kind < 3 ? Optional.of(any.name) : Optional.empty());
  }

  @Override
  public Verdict verdict(Asked asked, List<Recorded<Event>> known) {
    return RollbackCases.answer(question, asked, known);
  }

  @Override
  public Optional<String> harm(Verdict verdict) {
    return truth.harm();
  }

  /** Where no release is named, less is promised: what it began with is not known. */
  @Override
  public boolean provablySafe(Verdict verdict) {
    return complete
        && question.release().isPresent()
        && truth.harm().isEmpty()
        && !truth.unprovable
        && !truth.needsAnOrder();
  }

  @Override
  public String question() {
    return "{\"question\":\"ROLLBACK\",\"environment\":\"%s\"%s%s%s,\"instant\":\"%s\"}"
        .formatted(
            Telling.ENVIRONMENT,
            field("release", question.release()),
            field("component", question.component()),
            field("to", question.to()),
            asked);
  }

  private static String field(String name, Optional<String> value) {
    return value.map(each -> ",\"%s\":\"%s\"".formatted(name, each)).orElse("");
  }
}

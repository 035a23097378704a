package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.Asked;
import dev.changeover.explain.retire.Retired.OldVersion;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.EnvironmentReader;
import java.time.Instant;

/** Reads the facts for a verdict on retiring something, in a constant number of statements. */
public final class RetireReader {
  private final EnvironmentReader environments;
  private final ActionsForRetire actions;

  public RetireReader(EnvironmentReader environments, ActionsForRetire actions) {
    this.environments = environments;
    this.actions = actions;
  }

  /** The facts as of the position asked about, or as far as the read models have come. */
  public RetireFacts read(RetireQuestion question, Asked asked) {
    long position = Math.min(asked.position(), environments.head());
    return read(
        question, environments.read(question.environment(), position, asked.instant()), asked);
  }

  /** The same, where the environment has been read. Of what is no version no action is read. */
  public RetireFacts read(RetireQuestion question, EnvironmentFacts facts, Asked asked) {
    EnvironmentFacts environment = RetireFacts.withRetired(question, facts);
    return new RetireFacts(
        question,
        environment,
        question.retired() instanceof OldVersion old
            ? actionsOf(old.version(), environment, asked)
            : ActionsOfVersion.NONE,
        asked);
  }

  private ActionsOfVersion actionsOf(
      ComponentVersion version, EnvironmentFacts environment, Asked asked) {
    Instant instant = asked.instant();
    return actions.read(
        environment.environment(),
        version,
        instant.minus(environment.policy().longestBusinessCycle()),
        Draining.countsWorkSince(version, environment, instant),
        asked.position());
  }
}

package dev.changeover.explain.proceed;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.explain.CitedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step that could be taken now, with its own preconditions.
 *
 * @param id of the step; empty: all steps are done, the release would be declared finished
 * @param bake how long the last step has been watched
 * @param order what its place in the order would break or does not; empty: it changes no message
 * @param migration what it does to data; empty: it moves no migration
 * @param noWayBack why a rollback would not be safe behind a deployment; empty: nothing is known
 */
public record NextStep(
    Optional<String> id,
    Bake bake,
    Optional<MessageOrder> order,
    Optional<MigrationStep> migration,
    Optional<DeploymentDoor> noWayBack)
    implements ProceedSubject {

  /**
   * How long the last step has been watched.
   *
   * @param due when it will have been watched for long enough; empty: no step has been taken
   * @param watched how long it has been watched
   * @param wanted how long it must be watched
   * @param left how much longer; longer than wanted where no peak was watched yet
   * @param facts the end of the last step, else the plan
   */
  public record Bake(
      Optional<Instant> due,
      Duration watched,
      Duration wanted,
      Duration left,
      List<CitedFact> facts) {}

  /**
   * Message forms that begin or end with the step.
   *
   * @param faults what would be stranded or refused, one sentence each; empty: nothing
   */
  public record MessageOrder(List<String> faults, List<CitedFact> facts) {}

  /**
   * What the step does to data.
   *
   * @param backfill how the copying of old rows stands; empty: it does not matter for this phase
   * @param users who still uses the old form; empty list: nobody that is known
   * @param usersMatter whether the phase takes the old form away
   * @param door whether there is a way back behind it
   */
  public record MigrationStep(
      String migration,
      Phase phase,
      Optional<Backfill> backfill,
      boolean usersMatter,
      List<CitedFact> users,
      List<CitedFact> whoElse,
      Door door) {}

  /**
   * Old rows on their way into the new form.
   *
   * @param complete whether it has ended well, and a count of it misses no row
   * @param counted whether anybody counted how many rows are done of how many
   * @param missing rows not yet copied; empty: none, or not told
   */
  public record Backfill(
      boolean complete, boolean counted, Optional<Long> missing, List<CitedFact> facts) {}

  /**
   * A way back, or none.
   *
   * @param oneWay not declared reversible
   * @param approvals who approved of going through since the last step
   * @param rehearsals fresh rehearsals of the way back that succeeded
   */
  public record Door(
      boolean oneWay, List<CitedFact> said, List<CitedFact> approvals, List<CitedFact> rehearsals) {

    /** Approved by somebody and rehearsed. */
    public boolean isAgreed() {
      return !approvals.isEmpty() && !rehearsals.isEmpty();
    }
  }

  /**
   * A deployment behind which a rollback would not be safe.
   *
   * @param why one sentence for each reason, without its end
   */
  public record DeploymentDoor(List<String> why, Door door) {}

  @Override
  public String name() {
    return id.map(step -> "step " + step).orElse("end of the release");
  }
}

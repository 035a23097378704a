package dev.changeover.explain.rollback;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.rollback.MigrationInTheWay.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One reason why a release is past the point of no return. That the evidence is old does not bring
 * back what is lost.
 *
 * @param objects how many things are past it; 0: it is not about things
 */
record PastReturn(String because, long objects, List<CitedFact> facts) {

  static List<PastReturn> read(Collection<? extends RollbackSubject> subjects) {
    List<PastReturn> past = new ArrayList<>();
    for (RollbackSubject subject : subjects) {
      switch (subject) {
        case MigrationInTheWay migration -> migration(migration, past);
        case QueueToDrain queue -> queue(queue, past);
        case ActionsInFlight actions -> actions(actions, past);
        default -> {
          // can be waited out or put right
        }
      }
    }
    return past;
  }

  private static void migration(MigrationInTheWay migration, List<PastReturn> past) {
    if (migration.phase() == Phase.CONTRACTED && migration.status() == Status.FINISHED) {
      past.add(
          new PastReturn(
              "Migration %s removed the old form.".formatted(migration.migration()),
              0,
              List.of(migration.fact())));
    }
    migration
        .lossy()
        .ifPresent(
            fact ->
                past.add(
                    new PastReturn(
                        "Migration %s changed old values and did not keep them."
                            .formatted(migration.migration()),
                        0,
                        List.of(fact))));
    migration
        .newFormOnlyRows()
        .filter(rows -> rows.count() > 0)
        .ifPresent(
            rows ->
                past.add(
                    new PastReturn(
                        "%d rows of migration %s exist only in the new form."
                            .formatted(rows.count(), migration.migration()),
                        rows.count(),
                        List.of(rows.fact()))));
  }

  private static void queue(QueueToDrain queue, List<PastReturn> past) {
    long foreign = Foreign.in(queue);
    queue
        .snapshot()
        .filter(_ -> foreign > 0)
        .ifPresent(
            content ->
                past.add(
                    new PastReturn(
                        "%d messages that %s does not take wait in %s."
                            .formatted(foreign, queue.target(), queue.queue()),
                        foreign,
                        List.of(content.fact()))));
  }

  private static void actions(ActionsInFlight actions, List<PastReturn> past) {
    if (actions.stuck().count() > 0) {
      past.add(
          new PastReturn(
              "%d actions stand at a step that %s %s does not have."
                  .formatted(actions.stuck().count(), actions.component(), actions.target()),
              actions.stuck().count(),
              actions.stuck().oldest().stream().map(each -> each.fact()).toList()));
    }
  }
}

package dev.changeover.ops.bench;

import java.util.List;

/**
 * What is to be reached against another one, and what must hold on any machine.
 *
 * @param ours name of a contender
 * @param theirs name of the one it is measured against
 * @param goal how many times faster, to be reached
 * @param floor how many times faster, or the bench fails
 */
record Goal(String number, String what, String ours, String theirs, double goal, double floor) {

  /** Those that compare rates. Numbers as in docs/performance.md. */
  static final List<Goal> OF_THE_LOG =
      List.of(
          new Goal("1", "OTLP/HTTP against Y", OwnIngest.OTLP, Yardstick.NAME, 1.5, 0.5),
          new Goal(
              "2",
              "the same, all read models with it",
              OwnIngest.OTLP_FOLDED,
              Yardstick.NAME,
              0.8,
              0.3),
          new Goal(
              "3",
              "single events against append(1)",
              OwnIngest.SINGLES,
              StockAppend.SINGLES,
              10,
              4),
          new Goal("4", "commands against stock", Commands.OWN, Commands.STOCK, 10, 2),
          new Goal("5", "rebuild against stock", OwnRebuild.NAME, StockProjection.NAME, 15, 5));

  /** What was reached. */
  double ratio(Turns turns) {
    return turns.of(ours).timesFaster(turns.of(theirs));
  }

  /** The line of a table, with what was reached. */
  String line(double ratio) {
    return "  %-3s %-52s %6.2f  goal %5.1f %-12s floor %4.1f %s"
        .formatted(
            number,
            what,
            ratio,
            goal,
            ratio >= goal ? "reached" : "not reached",
            floor,
            ratio >= floor ? "kept" : "BROKEN");
  }
}

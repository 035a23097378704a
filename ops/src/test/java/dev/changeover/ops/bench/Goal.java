package dev.changeover.ops.bench;

import java.util.List;

/**
 * How many times faster than another one we are to be, and must be.
 *
 * @param ours name of a contender
 * @param theirs name of the one it is measured against
 */
record Goal(String number, String what, String ours, String theirs, double goal, double floor) {

  /** Those that compare rates. */
  static final List<Goal> OF_THE_LOG =
      List.of(
          new Goal("1", "OTLP/HTTP against Y", OwnIngest.OTLP, Yardstick.NAME, 1.5, 0.5),
          new Goal("2", "the same, folded", OwnIngest.OTLP_FOLDED, Yardstick.NAME, 0.8, 0.3),
          new Goal(
              "3",
              "single events against append(1)",
              OwnIngest.SINGLES,
              StockAppend.SINGLES,
              10,
              4),
          new Goal("4", "commands against stock", Commands.OWN, Commands.STOCK, 10, 2),
          new Goal("5", "rebuild against stock", OwnRebuild.NAME, StockProjection.NAME, 15, 5));

  boolean isMeasured(Turns turns) {
    return turns.names().containsAll(List.of(ours, theirs));
  }

  /** By the median of the rounds. */
  Outcome outcome(Turns turns) {
    return new Outcome(
        number, what, turns.of(ours).timesFaster(turns.of(theirs)), "times", goal, floor);
  }
}

package dev.changeover.ops.bench;

/**
 * What was measured, beside what is to be reached on a machine that does nothing else and what must
 * hold on any. Where the goal is below the floor, less is better.
 *
 * @param number of the goal in docs/performance.md
 */
record Outcome(String number, String what, double value, String unit, double goal, double floor) {

  boolean isReached() {
    return isAsGoodAs(goal);
  }

  boolean keepsFloor() {
    return isAsGoodAs(floor);
  }

  /** A line of a table. */
  String line() {
    return "  %-3s %-50s %9.2f %-6s goal %7.2f %-11s floor %7.2f %s"
        .formatted(
            number,
            what,
            value,
            unit,
            goal,
            isReached() ? "reached" : "not reached",
            floor,
            keepsFloor() ? "kept" : "BROKEN");
  }

  private boolean isAsGoodAs(double bound) {
    return goal < floor ? value <= bound : value >= bound;
  }
}

package dev.changeover.explain.proof;

/** What the sources of a world tell at all, and how its callers behave. */
final class RetryHabits {
  /** Whether all of it is told, at once and by right clocks. */
  final boolean complete;

  /** Whether a source counts its tries; one that does not gives each the number 1. */
  final boolean counts;

  final boolean tellsEffects;
  final boolean tellsKeys;
  final boolean tellsPayloads;

  /** Whether tries tell whose they are. */
  final boolean tellsComponent;

  final boolean tellsInstances;

  /** Whether message ids are told, and the graph of the steps. */
  final boolean tellsMessageIds;

  final boolean tellsGraphs;

  /** Whether a key is made anew for each try. */
  final boolean keyPerTry;

  /** Whether the steps are declared, and whether that is surely told. */
  final boolean declared;

  final boolean declaredSurely;

  /** Whether an engine is declared that keeps an action to the version that it began on. */
  final boolean keepsDefinition;

  /** Whether the action has a business key. */
  final boolean hasKey;

  /** The form of its messages. */
  final String form;

  RetryHabits(Dice dice, boolean complete) {
    this.complete = complete;
    counts = complete || !dice.often(7);
    tellsEffects = complete || !dice.often(4);
    tellsKeys = complete || !dice.often(6);
    tellsPayloads = complete || !dice.often(5);
    tellsComponent = complete || !dice.often(10);
    tellsInstances = complete || !dice.often(6);
    tellsMessageIds = complete || !dice.often(4);
    tellsGraphs = dice.often(3);
    keyPerTry = dice.often(12);
    declared = complete || !dice.often(7);
    declaredSurely = complete || (declared && !dice.often(6));
    keepsDefinition = declaredSurely && dice.often(10);
    hasKey = dice.often(2);
    form = dice.often(3) ? "task/2" : "task/1";
  }
}

package dev.changeover.explain.proof;

/**
 * What a verdict may rely on: no evidence could show it, so the worlds keep to it. Everything else
 * may go wrong in them: reports are lost, late, repeated, out of order and on clocks that differ.
 */
enum Assumption {
  WHAT_IS_TOLD_IS_TRUE(
      "A source tells what it saw; it may tell too little, too late or twice. Where a step has"
          + " several effects, NOT_ATTEMPTED is said of one once the try is past it."),
  CLASSES_ARE_TRUE(
      "A step does what its declared class says and has the effects that are declared; one of"
          + " which no effect is declared or told has one. An undoing that succeeds leaves nothing of"
          + " an earlier one that stopped half way."),
  VERSIONS_ARE_OF_ONE_KIND(
      "A version has one graph of the steps, unless two were told, and goes by the inbox that it"
          + " went by. Where versions run other steps under the same names, their graphs are told."
          + " A message that was sent again under its id is the next time too."),
  KEYS_ARE_STABLE(
      "A step declared KEYED sends one key for one action, unless two keys were told; a version"
          + " builds one payload for one action."),
  CALLEES_REMEMBER(
      "A callee remembers a key, and an inbox a message, for at least as long as declared from the"
          + " first use on."),
  CALLS_END(
      "A call takes effect within the declared in-flight bound after its try ended or died, less"
          + " the difference of clocks."),
  LEASES_FENCE(
      "Whoever holds a lease makes no call after its end, unless they go on telling that they are"
          + " there."),
  NAMES_ARE_OF_ONE("An instance name belongs to one process at a time."),
  CLOCKS_DIFFER_LITTLE("Two clocks differ by at most one minute, and a source goes by one clock."),
  RETRIES_ARE_PROMPT(
      "A retry makes its calls within the key margin of the moment asked, less one minute."),
  RETRIES_BY_HAND_ARE_SEEN(
      "Of a try that a person begins at least one word is told, and that they sent a message;"
          + " nobody asks while they are at it. They begin once whoever moved the action on before"
          + " does so no more, and no message waits of which nobody told."),
  DENIALS_END_WHAT_NOBODY_SAW(
      "A try of which not one word is told, and whoever hands on to it, has ended once the callees"
          + " of all that is left deny its effects."),
  TRIES_ARE_TOLD_APART(
      "Tries that bear one number, as of a source that does not count them, are told apart by their"
          + " starts, and each of these is told."),
  CALLERS_ARE_SEEN(
      "Where anybody tells of a component's presence, every instance of it was told of within the"
          + " time after which it counts as gone."),
  LIMITS_ARE_TOLD(
      "What bounds an action from outside is told: its key, its end of validity, callbacks that"
          + " were registered, changes of its entity by others, newer actions on its key."),
  COUNTS_HOLD_UNTIL_THEIR_AGE(
      "A count or a state that is not older than its maximum age still holds, and one of a thing"
          + " at rest holds until the next event of it."),
  WHAT_WAS_LIVE_TOGETHER_WORKED(
      "The versions that a plan names as those it starts from worked side by side until it"
          + " started."),
  CHANGES_ARE_TOLD(
      "Deployments, migration phases and verifications are told before anybody asks; forms are"
          + " taken as the workers that take them report or the plan declares. What a version uses is"
          + " declared before it runs, and an older version was seen before that."),
  WATCHES_FAIL_WHOLE(
      "What a watch misses, it misses wholly: where its signs (uses by a probe, snapshots of a queue"
          + " by form, counts of clients) come without a gap longer than their maximum age, every use"
          + " was told, or waited until it was counted."),
  WHAT_IS_NEEDED_IS_USED_IN_A_CYCLE(
      "Whoever needs something and is named by nobody uses it once in the longest business cycle."),
  READERS_ARE_DECLARED(
      "Whoever reads or writes what a migration takes away is required to be at another version, is"
          + " told to have used it within the longest business cycle, or is declared to use it."),
  BROKEN_WORK_SHOWS(
      "What a step breaks, it breaks for at least one in two of the actions that are compared.");

  private final String sentence;

  Assumption(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}

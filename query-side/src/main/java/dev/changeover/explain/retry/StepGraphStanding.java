package dev.changeover.explain.retry;

import dev.changeover.explain.MissingFact;
import java.util.SortedSet;

/** Whether the versions that would resume after a step know the steps as it was run. */
public sealed interface StepGraphStanding {

  /** Nobody told the graph of the step, or nothing of its component would run again. */
  record NotAsked() implements StepGraphStanding {}

  /** Every version that may run the retry has the same graph. */
  record Same() implements StepGraphStanding {}

  /** These versions of the component have another one. */
  record Differs(String component, SortedSet<String> versions, String ranOn)
      implements StepGraphStanding {}

  /** It is not known which versions would resume, or what graph they have. */
  record NotKnown(MissingFact missing) implements StepGraphStanding {}
}

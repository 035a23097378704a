package dev.changeover.explain.retry;

import dev.changeover.explain.MissingFact;
import dev.changeover.projection.action.Step;
import java.util.List;

/**
 * What is not known of an action that no rule speaks of.
 *
 * @param sentence for people
 */
record WhatIsOpen(String sentence, MissingFact missing) {

  static WhatIsOpen of(RetryFacts facts) {
    String action = facts.ref().toString();
    List<Step> steps = facts.at().forwardSteps();
    if (facts.action().facts().isEmpty()) {
      return of(
          action,
          "Nothing is known about action " + action + ".",
          "any event of " + action,
          "Look where " + action + " was accepted, and connect that to this environment.");
    }
    if (steps.stream().noneMatch(Step::attempted)) {
      return of(
          action,
          "Whether anything of %s ran or runs is not known: no try of a step was told."
              .formatted(action),
          "any try of " + action,
          "Ask whoever runs %s, and send actionstep.started of what was begun, or action.finished."
              .formatted(action));
    }
    return steps.stream().anyMatch(step -> step.declared().isPresent())
        ? of(
            action,
            "Whether %s has ended is not known.".formatted(action),
            "end of " + action,
            "Send action.finished of " + action + ".")
        : of(
            action,
            "What %s has yet to run is not known: its steps are not declared.".formatted(action),
            "what a retry of " + action + " would run",
            "Declare the steps of " + facts.ref().type() + " with actiontype.declared.");
  }

  private static WhatIsOpen of(String action, String sentence, String name, String howToGet) {
    return new WhatIsOpen(
        sentence,
        new MissingFact(name, "action " + action, howToGet, MissingFact.Kind.DECLARATION));
  }
}

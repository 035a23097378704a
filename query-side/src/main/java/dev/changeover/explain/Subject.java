package dev.changeover.explain;

/** One thing that a question is about. Rules judge it; its name is what findings speak of. */
public interface Subject {

  /** Unique among the subjects of one question, e.g. {@code effect charge-card of step charge}. */
  String name();

  /** Whether the answer may only be SAFE where something speaks for it. */
  default boolean mustBeProved() {
    return true;
  }

  /** A sentence on what stays open where no rule has anything to say of it. */
  default String whatIsNotKnown() {
    return "Nothing is known about " + name() + ".";
  }

  /** What to get where no rule has anything to say of it. */
  default MissingFact whatNobodyTold() {
    return new MissingFact(
        "anything about " + name(),
        name(),
        "Send what is known of " + name() + ".",
        MissingFact.Kind.DECLARATION);
  }
}

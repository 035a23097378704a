package dev.changeover.explain;

import java.util.List;

/** What one rule says of one subject. */
public sealed interface Finding {
  RuleId rule();

  int ruleVersion();

  /** Name of the subject it speaks of, e.g. {@code effect charge-card of step charge}. */
  String subject();

  /** One or two plain sentences, ready to be pasted into a channel. */
  String message();

  /** The evidence. Empty only where the finding is that there is none. */
  List<CitedFact> facts();

  /** What this finding alone would answer. */
  Answer contributes();

  /** Positive proof for one subject. */
  record Supports(
      RuleId rule, int ruleVersion, String subject, String message, List<CitedFact> facts)
      implements Finding {
    @Override
    public Answer contributes() {
      return Answer.SAFE;
    }
  }

  /** Safe once a condition is met. */
  record Requires(
      RuleId rule,
      int ruleVersion,
      String subject,
      String message,
      List<CitedFact> facts,
      Remedy remedy)
      implements Finding {
    @Override
    public Answer contributes() {
      return Answer.SAFE_IF;
    }
  }

  /** Unsafe now. {@code harms} says what would be harmed; empty where that cannot be counted. */
  record Blocks(
      RuleId rule,
      int ruleVersion,
      String subject,
      String message,
      List<CitedFact> facts,
      Remedy remedy,
      List<Harm> harms)
      implements Finding {
    @Override
    public Answer contributes() {
      return Answer.UNSAFE;
    }
  }

  /** A named fact is missing or too old. */
  record Undetermined(
      RuleId rule,
      int ruleVersion,
      String subject,
      String message,
      List<CitedFact> facts,
      MissingFact missing)
      implements Finding {
    @Override
    public Answer contributes() {
      return Answer.UNKNOWN;
    }
  }
}

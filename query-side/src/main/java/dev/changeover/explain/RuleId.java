package dev.changeover.explain;

/**
 * Id of a rule, e.g. {@code RETRY-07}. Never reused, never renumbered; two digits so that text
 * order is id order.
 */
public record RuleId(String text) implements Comparable<RuleId> {
  public RuleId {
    if (!text.matches("(RETRY|ROLLBACK|PROCEED|RETIRE)-\\d{2}")) {
      throw new IllegalArgumentException("a rule id reads like RETRY-07, got '" + text + "'");
    }
  }

  /** Path of the page that explains the rule. */
  public String page() {
    return "docs/rules/" + text + ".md";
  }

  @Override
  public int compareTo(RuleId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

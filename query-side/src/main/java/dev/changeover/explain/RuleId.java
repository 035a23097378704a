package dev.changeover.explain;

import java.util.regex.Pattern;

/**
 * Id of a rule, e.g. {@code RETRY-07}. Never reused, never renumbered; two digits so that text
 * order is id order.
 */
public record RuleId(String text) implements Comparable<RuleId> {
  /** Made once: an id is made for every finding. */
  private static final Pattern FORM = Pattern.compile("(RETRY|ROLLBACK|PROCEED|RETIRE)-\\d{2}");

  public RuleId {
    if (!FORM.matcher(text).matches()) {
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

package dev.changeover.explain.environment;

import dev.changeover.projection.policy.Policy;
import java.util.List;
import java.util.stream.Stream;

/** What was declared as policy and does not hold: whoever declared it believes that it does. */
public final class PolicyAdvice {
  private PolicyAdvice() {}

  /** The advice of a verdict, followed by a sentence for each declared value that does not hold. */
  public static List<String> after(List<String> advice, Policy policy) {
    return Stream.concat(advice.stream(), policy.faults().stream().map(PolicyAdvice::sentence))
        .toList();
  }

  private static String sentence(String fault) {
    return Character.toUpperCase(fault.charAt(0)) + fault.substring(1) + ".";
  }
}

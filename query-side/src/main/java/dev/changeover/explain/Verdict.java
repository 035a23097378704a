package dev.changeover.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer with its reasons. Asking again with the same {@link Asked} gives the same bytes.
 *
 * @param subject what is asked about, e.g. {@code order/4711} or {@code production/2026.11.3}
 * @param target RETRY: empty; ROLLBACK: what would be gone back to, e.g. {@code checkout 2.3.1}
 * @param from RETRY: the first step that would run again; null otherwise
 * @param summary one or two sentences with the lead reason
 * @param findings all of them; the lead reason first
 * @param missing the facts that are missing, each once, with the rules that want them
 * @param advice what is worth knowing and does not change safety
 * @param policyVersion the policy in force, e.g. {@code production@1042}, or {@code default}
 */
public record Verdict(
    Question question,
    String environment,
    String subject,
    @Nullable String target,
    @Nullable String from,
    Answer answer,
    String summary,
    List<Finding> findings,
    List<WantedFact> missing,
    @Nullable NextObservation nextObservation,
    List<String> advice,
    Asked asked,
    String policyVersion,
    String permalink) {

  /** A missing fact with the rules that it would settle. */
  public record WantedFact(MissingFact fact, List<RuleId> rules) {}

  /** The observation that settles most at least cost. */
  public record NextObservation(
      String text, MissingFact.Kind kind, int cost, List<RuleId> resolves) {}
}

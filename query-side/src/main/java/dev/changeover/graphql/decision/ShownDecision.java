package dev.changeover.graphql.decision;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.DecisionEvent.VerdictReference;
import dev.changeover.explain.decision.Score;
import dev.changeover.explain.decision.ScoredDecision;
import dev.changeover.graphql.Cites;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision with its score: the type {@code Decision} of the schema. */
record ShownDecision(
    String question,
    String subject,
    @Nullable String target,
    String choice,
    boolean override,
    String actor,
    String toldBy,
    @Nullable String reason,
    @Nullable String verdictPermalink,
    @Nullable String verdictDigest,
    Instant decidedAt,
    Score score,
    String outcome,
    List<Long> positions)
    implements Cites {

  static ShownDecision of(ScoredDecision scored) {
    DecisionRecorded decision = scored.decision().event();
    VerdictReference verdict = decision.verdict();
    return new ShownDecision(
        decision.question(),
        decision.subject(),
        decision.target(),
        decision.choice(),
        Boolean.TRUE.equals(decision.override()),
        decision.actor(),
        scored.decision().id().source(),
        decision.reason(),
        verdict == null ? null : verdict.permalink(),
        verdict == null ? null : verdict.digest(),
        scored.decision().effectiveAt(),
        scored.score(),
        scored.outcome(),
        scored.positions());
  }
}

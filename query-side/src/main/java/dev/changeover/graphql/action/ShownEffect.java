package dev.changeover.graphql.action;

import dev.changeover.event.Recorded;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTruth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consequence of a step: the type {@code Effect} of the schema. */
record ShownEffect(
    String step,
    String name,
    @Nullable String target,
    boolean queryable,
    EffectStanding outcome,
    @Nullable Instant lookUpCountsFrom,
    List<Long> positions)
    implements Cites {

  /** What is known of an effect. */
  enum EffectStanding {
    NOT_TRIED,
    IN_PROGRESS,
    NEVER_HAPPENED,
    HAPPENED,
    HAPPENED_IN_PART,
    IN_DOUBT,
    UNDONE,
    DISPUTED
  }

  static ShownEffect of(Effect effect, EffectTruth truth) {
    return new ShownEffect(
        effect.step(),
        effect.name(),
        effect.target().orElse(null),
        effect.queryable(),
        standing(truth),
        truth instanceof EffectTruth.InDoubt doubt ? doubt.lookUpCountsFrom() : null,
        truth.shownBy().stream().map(Recorded::position).distinct().sorted().toList());
  }

  private static EffectStanding standing(EffectTruth truth) {
    return switch (truth) {
      case EffectTruth.NotTried _ -> EffectStanding.NOT_TRIED;
      case EffectTruth.InProgress _ -> EffectStanding.IN_PROGRESS;
      case EffectTruth.NeverHappened _ -> EffectStanding.NEVER_HAPPENED;
      case EffectTruth.Happened happened ->
          happened.inPart() ? EffectStanding.HAPPENED_IN_PART : EffectStanding.HAPPENED;
      case EffectTruth.InDoubt _ -> EffectStanding.IN_DOUBT;
      case EffectTruth.Undone _ -> EffectStanding.UNDONE;
      case EffectTruth.Disputed _ -> EffectStanding.DISPUTED;
    };
  }
}

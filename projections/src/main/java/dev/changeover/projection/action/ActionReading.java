package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Derives an action from the set of its events. */
final class ActionReading {

  private ActionReading() {}

  static Action read(ActionHistory history, List<Recorded<ActionTypeDeclared>> declared) {
    List<Recorded<OfAction>> facts = history.facts();
    return new Action(
        history.environment(),
        history.ref(),
        declared.stream().reduce((_, later) -> later),
        of(ActionAccepted.class, facts).findFirst(),
        of(ActionFinished.class, facts).reduce((_, later) -> later),
        key(facts),
        StepReading.read(facts, declared),
        MessageReading.read(facts),
        versions(facts),
        openGaps(facts),
        facts);
  }

  /** The facts of one kind, in order of time. */
  static <E extends OfAction> Stream<Recorded<E>> of(
      Class<E> kind, List<Recorded<OfAction>> facts) {
    return facts.stream()
        .filter(each -> kind.isInstance(each.event()))
        .map(each -> Join.as(each, kind.cast(each.event())));
  }

  /** The step that a fact is about; null where it is about none. */
  static @Nullable String stepOf(OfAction event) {
    return switch (event) {
      case StepStarted started -> started.step();
      case StepFinished finished -> finished.step();
      case EffectRecorded recorded -> recorded.step();
      case ActionAccepted _,
          ActionFinished _,
          EffectLookedUp _,
          MessagePublished _,
          MessageConsumed _,
          TraceGapFound _,
          TraceGapClosed _ ->
          null;
    };
  }

  /** Whether a fact shows the action moving, rather than somebody asking about it. */
  static boolean isProgress(OfAction event) {
    return !(event instanceof EffectLookedUp
        || event instanceof TraceGapFound
        || event instanceof TraceGapClosed);
  }

  /** The business key that they tell first. */
  static Optional<String> key(List<Recorded<OfAction>> facts) {
    return Stream.concat(
            of(ActionAccepted.class, facts).map(each -> Optional.ofNullable(each.event().key())),
            of(ActionFinished.class, facts).map(each -> Optional.ofNullable(each.event().key())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The gaps that nobody said to be closed, whichever of the two came first. */
  private static List<Recorded<TraceGapFound>> openGaps(List<Recorded<OfAction>> facts) {
    Set<EventId> closed =
        of(TraceGapClosed.class, facts)
            .map(each -> new EventId(each.id().source(), each.event().gap()))
            .collect(Collectors.toSet());
    return of(TraceGapFound.class, facts).filter(gap -> !closed.contains(gap.id())).toList();
  }

  private static SortedSet<ComponentVersion> versions(List<Recorded<OfAction>> facts) {
    return facts.stream()
        .flatMap(each -> ComponentVersion.toldBy(each.event()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

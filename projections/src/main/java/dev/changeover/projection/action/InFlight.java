package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds facts of actions to what is in flight, as the rows of the read model do. */
public final class InFlight {
  private static final Comparator<InFlightGroup> IN_ORDER =
      Comparator.comparing(InFlightGroup::component)
          .thenComparing(InFlightGroup::type)
          .thenComparing(InFlightGroup::begunOn, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(InFlightGroup::lastOn, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(InFlightGroup::step, Comparator.nullsFirst(Comparator.naturalOrder()));

  private InFlight() {}

  /** Actions in flight on any component, the oldest first. */
  public static List<InFlightAction> actions(Collection<? extends Recorded<?>> facts) {
    Map<ActionRef, ActionRow> rows = new HashMap<>();
    Map<List<Object>, ActionPart> parts = new HashMap<>();
    for (Recorded<?> fact : facts) {
      if (fact.event() instanceof OfAction event) {
        rows.merge(event.action(), ActionRow.of(fact, event), ActionRow::merge);
        ActionPart.of(fact, event)
            .ifPresent(
                part ->
                    parts.merge(List.of(part.ref(), part.component()), part, ActionPart::merge));
      }
    }
    return parts.values().stream()
        .flatMap(part -> Stream.ofNullable(inFlight(rows.get(part.ref()), part)))
        .sorted(InFlightAction.OLDEST_FIRST)
        .toList();
  }

  /** Actions in flight that may run on a component that nobody named, the oldest first. */
  public static List<UnplacedAction> unplaced(Collection<? extends Recorded<?>> facts) {
    Map<ActionRef, ActionRow> rows = new HashMap<>();
    for (Recorded<?> fact : facts) {
      if (fact.event() instanceof OfAction event) {
        rows.merge(event.action(), ActionRow.of(fact, event), ActionRow::merge);
      }
    }
    return rows.values().stream()
        .filter(row -> row.open() && row.unplaced())
        .map(row -> new UnplacedAction(row.ref(), row.firstPosition(), row.lastPosition()))
        .sorted(Comparator.comparingLong(UnplacedAction::firstPosition))
        .toList();
  }

  private static @Nullable InFlightAction inFlight(@Nullable ActionRow row, ActionPart part) {
    return row == null || !row.open()
        ? null
        : new InFlightAction(
            part.component(),
            part.ref(),
            row.firstPosition(),
            part.begun().version(),
            part.begun().position(),
            part.last().version(),
            part.last().position(),
            part.standsAt());
  }

  /** The steps that versions have run. */
  public static Set<StepRun> steps(Collection<? extends Recorded<?>> facts) {
    Set<StepRun> runs = new HashSet<>();
    for (Recorded<?> fact : facts) {
      if (fact.event() instanceof OfAction event) {
        stepRun(event).ifPresent(runs::add);
      }
    }
    return runs;
  }

  /** The step that a fact shows to have been run by a version; empty: none. */
  static Optional<StepRun> stepRun(OfAction event) {
    String step = ActionReading.stepOf(event);
    return step == null
        ? Optional.empty()
        : ComponentVersion.toldBy(event)
            .map(on -> new StepRun(event.action().type(), on.component(), on.version(), step));
  }

  /** Groups with their counts added up, in a stable order. */
  public static List<InFlightGroup> grouped(Stream<InFlightGroup> groups) {
    return groups
        .collect(
            Collectors.groupingBy(
                each ->
                    new InFlightGroup(
                        each.component(),
                        each.type(),
                        each.begunOn(),
                        each.lastOn(),
                        each.step(),
                        0),
                Collectors.summingLong(InFlightGroup::count)))
        .entrySet()
        .stream()
        .map(
            each ->
                new InFlightGroup(
                    each.getKey().component(),
                    each.getKey().type(),
                    each.getKey().begunOn(),
                    each.getKey().lastOn(),
                    each.getKey().step(),
                    each.getValue()))
        .sorted(IN_ORDER)
        .toList();
  }
}

package dev.changeover.explain.rollback;

import dev.changeover.event.Recorded;
import dev.changeover.projection.action.InFlight;
import dev.changeover.projection.action.InFlightAction;
import dev.changeover.projection.action.InFlightGroup;
import dev.changeover.projection.action.InFlightReader.Unplaced;
import dev.changeover.projection.action.RecentRun;
import dev.changeover.projection.action.StepRun;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The actions that a rollback has to do with.
 *
 * @param position the facts up to and including it are counted; -1: none
 * @param groups all that had not ended, counted by how they stand
 * @param steps which versions have run which steps
 * @param oldest some of them, the oldest first: at least {@link ActionsInFlight#NAMED} of each kind
 *     that a finding names, where there are as many
 * @param unplaced those that had not ended and may run on a component that nobody named
 * @param recent how the newest that began before and since the change ended, the newest first
 * @param told when the facts that show these were told, by position
 */
public record ActionsKnown(
    long position,
    List<InFlightGroup> groups,
    Set<StepRun> steps,
    List<InFlightAction> oldest,
    Unplaced unplaced,
    List<RecentRun> recent,
    Map<Long, ToldAt> told) {

  /** When a fact was so, as its source claims, and when we learned of it. */
  public record ToldAt(Instant occurredAt, Instant recordedAt) {
    /** A fact is not newer than the word of it. */
    Instant effectiveAt() {
      return occurredAt.isAfter(recordedAt) ? recordedAt : occurredAt;
    }
  }

  /** Nothing is known of any. */
  public static ActionsKnown nothing() {
    return new ActionsKnown(
        -1, List.of(), Set.of(), List.of(), new Unplaced(List.of(), true), List.of(), Map.of());
  }

  /** What these facts tell, all of them being known up to a position. */
  public static ActionsKnown of(long position, Collection<? extends Recorded<?>> facts) {
    List<InFlightAction> actions = InFlight.actions(facts);
    Map<Long, ToldAt> told = new HashMap<>();
    facts.forEach(
        each -> told.put(each.position(), new ToldAt(each.occurredAt(), each.recordedAt())));
    return new ActionsKnown(
        position,
        InFlight.grouped(actions.stream().map(InFlightAction::group)),
        InFlight.steps(facts),
        actions,
        new Unplaced(InFlight.unplaced(facts), true),
        RecentRun.of(facts),
        told);
  }
}

package dev.changeover.projection.environment;

import static dev.changeover.projection.join.Join.as;

import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.FeedEvent;
import dev.changeover.event.FeedEvent.FeedGapClosed;
import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.IncidentEvent;
import dev.changeover.event.IncidentEvent.FreezeEnded;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.IncidentEvent.IncidentResolved;
import dev.changeover.event.PolicyEvent;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.event.VerificationEvent;
import dev.changeover.event.VerificationEvent.ProbeFinished;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import dev.changeover.projection.environment.coexistence.PairVerification;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What declarations, verifications, decisions, incidents, freezes and gaps change. */
final class DeclaredChanges {
  private DeclaredChanges() {}

  static Change<?> of(Recorded<?> fact, CoexistenceEvent event) {
    return switch (event) {
      case CoexistenceDeclared e -> declared(as(fact, e));
      case PairVerified e -> {
        PairVerification none = PairVerification.none(e.a(), e.b());
        yield Change.of(
            StateKind.PAIR,
            known -> (known == null ? none : known).verified(as(fact, e)),
            none.lower().component(),
            none.lower().version(),
            none.upper().component(),
            none.upper().version());
      }
    };
  }

  private static Change<?> declared(Recorded<CoexistenceDeclared> fact) {
    CoexistenceDeclared e = fact.event();
    List<String> sides =
        Stream.of(e.a(), e.b())
            .map(side -> Change.key(side.component(), side.versions().toString()))
            .sorted()
            .toList();
    return Change.of(
        StateKind.COEXISTENCE,
        known -> Recorded.latest(known, fact),
        sides.getFirst(),
        sides.getLast(),
        e.source() == null ? fact.id().source() : e.source());
  }

  static Change<?> of(Recorded<DecisionRecorded> fact) {
    DecisionRecorded e = fact.event();
    return Change.of(
        StateKind.DECISION,
        known -> Recorded.latest(known, fact),
        e.question(),
        e.subject(),
        e.target(),
        e.actor());
  }

  static Change<?> of(Recorded<?> fact, IncidentEvent event) {
    return switch (event) {
      case IncidentOpened e ->
          incident(e.incident(), known -> incident(known, e.incident()).opened(as(fact, e)));
      case IncidentResolved e ->
          incident(e.incident(), known -> incident(known, e.incident()).resolved(as(fact, e)));
      case FreezeStarted e -> freeze(fact, known -> freeze(known, fact).started(as(fact, e)));
      case FreezeEnded e -> freeze(fact, known -> freeze(known, fact).ended(as(fact, e)));
    };
  }

  private static Change<IncidentFacts> incident(
      String incident, Change.Merge<IncidentFacts> merge) {
    return Change.of(StateKind.INCIDENT, merge, incident);
  }

  private static IncidentFacts incident(@Nullable IncidentFacts known, String incident) {
    return known == null ? IncidentFacts.none(incident) : known;
  }

  private static Change<FreezeFacts> freeze(Recorded<?> fact, Change.Merge<FreezeFacts> merge) {
    return Change.of(StateKind.FREEZE, merge, fact.subject());
  }

  private static FreezeFacts freeze(@Nullable FreezeFacts known, Recorded<?> fact) {
    return known == null ? FreezeFacts.none(fact.subject()) : known;
  }

  /** Told apart by place as well: the gaps of a topic that is bound to none are of all. */
  static Change<?> of(Recorded<?> fact, FeedEvent event) {
    Change.Merge<FeedFacts> merge =
        switch (event) {
          case FeedGapFound e -> known -> feed(known, e).found(as(fact, e));
          case FeedGapClosed e -> known -> feed(known, e).closed(as(fact, e));
        };
    return Change.of(StateKind.FEED, merge, event.topic(), fact.environment());
  }

  private static FeedFacts feed(@Nullable FeedFacts known, FeedEvent event) {
    return known == null ? FeedFacts.none(event.topic()) : known;
  }

  static Change<?> of(Recorded<?> fact, PolicyEvent event) {
    return switch (event) {
      case PolicyDeclared e ->
          Change.of(StateKind.POLICY, known -> Recorded.latest(known, as(fact, e)));
      case EntityChanged e ->
          Change.of(
              StateKind.ENTITY,
              known -> (known == null ? EntityFacts.none(e.key()) : known).changed(as(fact, e)),
              e.key());
    };
  }

  static Change<?> of(Recorded<?> fact, VerificationEvent event) {
    return switch (event) {
      case ProbeFinished e ->
          Change.of(StateKind.PROBE, known -> Recorded.latest(known, as(fact, e)), probeKey(e));
      case VerificationFinished e ->
          Change.of(
              StateKind.VERIFICATION,
              known -> Recorded.latest(known, as(fact, e)),
              e.kind(),
              e.verification());
    };
  }

  /** A probe over other versions, or that ended otherwise, is other evidence. */
  private static String[] probeKey(ProbeFinished e) {
    return Stream.concat(
            Stream.of(e.probe(), e.outcome().name()),
            e.exercised().stream().sorted().map(ComponentVersion::toString))
        .toArray(String[]::new);
  }
}

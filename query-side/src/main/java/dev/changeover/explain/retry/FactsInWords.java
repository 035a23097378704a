package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionEvent.TraceGapClosed;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts facts into words, with their age at the instant asked. */
public record FactsInWords(Instant asked) {

  /** Each fact once, in the order given. */
  public List<CitedFact> facts(Collection<? extends Recorded<?>> facts) {
    return facts.stream().map(this::fact).distinct().toList();
  }

  public CitedFact fact(Recorded<?> fact) {
    Words words = words(fact);
    return CitedFact.of(words.name(), words.value(), fact, asked);
  }

  /** What ended an instance; else its latest sighting, with the age that it may have. */
  public CitedFact presence(Presence presence, Policy policy) {
    Recorded<?> ended = presence.end() == null ? presence.successor() : presence.end();
    if (ended != null) {
      return fact(ended);
    }
    Recorded<?> seen = presence.lastSeen();
    Words words = words(seen);
    return CitedFact.of(words.name(), words.value(), seen, asked, presence.maxAge(policy));
  }

  /** The latest heartbeat of a worker, with the age that it may have; it must have told one. */
  public CitedFact heartbeat(Presence worker, Policy policy) {
    Recorded<?> report = Objects.requireNonNull(worker.report(), "no heartbeat is known");
    Words words = words(report);
    return CitedFact.of(words.name(), words.value(), report, asked, worker.reportMaxAge(policy));
  }

  private static Words words(Recorded<?> fact) {
    return switch (fact.event()) {
      case ActionTypeDeclared e ->
          new Words("declaration of " + e.type(), e.steps().size() + " steps");
      case ActionAccepted e -> new Words("acceptance", by(e.component(), e.version()));
      case ActionFinished e -> new Words("end of the action", e.outcome().name());
      case StepStarted e ->
          new Words(
              "start of " + e.step() + ", attempt " + e.attempt(),
              by(e.component(), e.version()) + (e.instance() == null ? "" : " on " + e.instance()));
      case StepFinished e ->
          new Words(
              "end of " + e.step() + ", attempt " + e.attempt(),
              e.outcome() + error(e.error()) + " in " + by(e.component(), e.version()));
      case EffectRecorded e ->
          new Words(
              "outcome of " + e.effect() + ", attempt " + e.attempt(),
              e.outcome() + key(e.keyHash()));
      case EffectLookedUp e ->
          new Words(
              "look-up of " + e.effect(),
              e.outcome() + (e.by() == null ? "" : ", asked by " + e.by()));
      case MessagePublished e ->
          new Words("message to " + e.queue(), form(e.schema()) + by(e.component(), e.version()));
      case MessageConsumed e ->
          new Words(
              "message taken from " + e.queue(), form(e.schema()) + by(e.component(), e.version()));
      case TraceGapFound e -> new Words("gap in the record", e.what());
      case TraceGapClosed e -> new Words("gap closed", e.gap());
      case CallbackRegistered e ->
          new Words(
              "callback " + e.callback(),
              "awaited" + (e.provider() == null ? "" : " from " + e.provider()));
      case WorkerReported e ->
          new Words("heartbeat of " + e.instance(), e.state() + " at " + version(e.version()));
      case WorkerStopped e ->
          new Words("end of " + e.instance(), e.reason() == null ? "stopped" : e.reason());
      case ComponentRemoved e ->
          new Words(
              "end of " + (e.instance() == null ? by(e.component(), e.version()) : e.instance()),
              "removed");
      case VersionRemoved e -> new Words("end of " + by(e.component(), e.version()), "removed");
      case ComponentObserved e ->
          new Words(
              "sight of " + (e.instance() == null ? e.component() : e.instance()),
              by(e.component(), e.version()));
      case PathRemoved e -> new Words("path " + e.path(), "removed");
      case EntityChanged e -> new Words("change of " + e.key(), e.version() + " by " + e.by());
      default -> new Words(fact.event().getClass().getSimpleName(), fact.subject());
    };
  }

  private static String by(@Nullable String component, @Nullable String version) {
    return component == null ? "a component not told" : component + " " + version(version);
  }

  private static String version(@Nullable String version) {
    return version == null ? "(version not told)" : version;
  }

  private static String error(@Nullable AttemptError error) {
    return error == null || error.type() == null ? "" : " (" + error.type() + ")";
  }

  private static String form(@Nullable Object form) {
    return form == null ? "" : form + " by ";
  }

  private static String key(@Nullable String keyHash) {
    return keyHash == null ? "" : ", key with SHA-256 " + keyHash;
  }

  private record Words(String name, String value) {}
}

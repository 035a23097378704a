package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectDeclaration;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One step that charges a card, tried up to three times. What really happens at the callee is
 * hidden; what is told is true, but may come short: ends, outcomes, keys and payloads get lost.
 */
final class ChargeWorld {
  static final ActionRef REF = new ActionRef("order", "4711");
  static final Duration TTL = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

  private final Random random;
  private final boolean keyed;
  private final List<Recorded<?>> told = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<String> liveVersions = new ArrayList<>();
  private Instant asked = START;
  private Instant clock = START;

  private ChargeWorld(long seed) {
    random = new Random(seed);
    keyed = random.nextBoolean();
  }

  static ChargeWorld of(long seed) {
    ChargeWorld world = new ChargeWorld(seed);
    world.run();
    return world;
  }

  List<Recorded<?>> told() {
    return told;
  }

  Instant asked() {
    return asked;
  }

  /** Whether some retry, sent now by a version that is live, charges a card that is charged. */
  boolean aRetryMayChargeTwice() {
    List<String> versions =
        liveVersions.isEmpty() ? calls.stream().map(Call::version).toList() : liveVersions;
    boolean charged = calls.stream().anyMatch(call -> call.landsAt() != null);
    return charged && versions.stream().anyMatch(version -> !replayed(version));
  }

  /**
   * The callee remembers each key that it saw, or is yet to see, with its payload. That keys are
   * made anew for each try shows only where two were told; until then the declaration that the
   * callee is asked with a stable key must be believed.
   */
  private boolean replayed(String version) {
    return keyed
        && keysTold() < 2
        && calls.stream()
            .filter(call -> call.landsAt() != null)
            .allMatch(
                call ->
                    payload(call.version()).equals(payload(version))
                        && asked.isBefore(call.startedAt().plus(TTL)));
  }

  private long keysTold() {
    return told.stream()
        .map(Recorded::event)
        .filter(EffectRecorded.class::isInstance)
        .map(EffectRecorded.class::cast)
        .map(EffectRecorded::keyHash)
        .filter(Objects::nonNull)
        .distinct()
        .count();
  }

  private void run() {
    boolean queryable = random.nextBoolean();
    String stepClass =
        keyed ? "KEYED;ttl=PT1H" : "EXTERNAL_NON_IDEMPOTENT" + (queryable ? ";queryable" : "");
    tell(
        new ActionTypeDeclared(
            "order",
            List.of(
                new StepDeclaration(
                    "charge",
                    stepClass,
                    null,
                    null,
                    queryable,
                    null,
                    Duration.ofSeconds(10),
                    List.of(new EffectDeclaration("charge-card", "provider")),
                    List.of())),
            null,
            null,
            null));
    tell(new ActionAccepted(REF, null, "checkout", "2.4.0", null));
    boolean keyPerAttempt = keyed && often(5);
    int tries = 1 + random.nextInt(3);
    for (int number = 1; number <= tries; number++) {
      attempt(number, any("1", "2"), keyPerAttempt ? "key-" + number : "key");
      clock = clock.plusSeconds(60L * random.nextInt(20));
    }
    lookUps();
    asked = asked.isBefore(clock) ? clock : asked;
    asked = asked.plusSeconds(60L * random.nextInt(60));
    presence();
  }

  private void attempt(int number, String version, String key) {
    Instant started = clock;
    String instance = "p-" + number;
    tell(
        new StepStarted(
            REF, "charge", number, "payments", version, instance, null, null, null, null, null));
    switch (random.nextInt(6)) {
      case 0 -> {
        calls.add(new Call(number, version, key, started, null));
        end(number, version, instance, AttemptOutcome.FAILED, "connection_refused", null, key);
      }
      case 1 -> {
        calls.add(new Call(number, version, key, started, null));
        end(number, version, instance, AttemptOutcome.FAILED, "422", null, key);
      }
      case 2 -> {
        calls.add(new Call(number, version, key, started, started.plusSeconds(1)));
        end(number, version, instance, AttemptOutcome.FAILED, "500", EffectOutcome.CONFIRMED, key);
      }
      case 3, 4 -> {
        boolean lands = random.nextBoolean();
        Instant at = started.plusSeconds(10 + random.nextInt((int) LONGEST_CALL.toSeconds() - 5));
        calls.add(new Call(number, version, key, started, lands ? at : null));
        end(
            number,
            version,
            instance,
            AttemptOutcome.TIMED_OUT,
            "timeout",
            EffectOutcome.UNKNOWN,
            key);
      }
      default -> diesOrSleeps(number, version, instance, key);
    }
  }

  /** A worker that stopped sends nothing more; one that only sleeps may do so at any time. */
  private void diesOrSleeps(int number, String version, String instance, String key) {
    Instant started = clock;
    boolean stops = random.nextBoolean();
    clock = clock.plusSeconds(5);
    Duration reach = stops ? LONGEST_CALL.minusSeconds(10) : Duration.ofHours(4);
    Instant at = clock.plusSeconds(random.nextInt((int) reach.toSeconds()));
    calls.add(new Call(number, version, key, started, random.nextBoolean() ? at : null));
    if (often(2)) {
      effect(number, EffectOutcome.UNKNOWN, key, version);
    }
    if (stops) {
      tell(
          new ComponentObserved(
              "payments", ComponentKind.API, version, instance, null, null, null));
      tell(new WorkerStopped("payments", version, instance, null));
    }
  }

  private void end(
      int number,
      String version,
      String instance,
      AttemptOutcome outcome,
      String error,
      @Nullable EffectOutcome effect,
      String key) {
    clock = clock.plusSeconds(10);
    if (effect != null && !often(3)) {
      effect(number, effect, key, version);
    }
    if (!often(6)) {
      tell(
          new StepFinished(
              REF,
              "charge",
              number,
              "payments",
              version,
              instance,
              null,
              outcome,
              new AttemptError(error, null),
              null,
              null,
              null));
    }
  }

  private void effect(int number, EffectOutcome outcome, String key, String version) {
    tell(
        new EffectRecorded(
            REF,
            "charge",
            number,
            "charge-card",
            "provider",
            outcome,
            often(6) ? null : key,
            often(6) ? null : payload(version),
            null,
            null));
  }

  /** The callee answers truly for the moment at which it is asked. */
  private void lookUps() {
    for (int i = random.nextInt(3); i > 0; i--) {
      clock = clock.plusSeconds(60L * random.nextInt(30));
      boolean found =
          calls.stream().anyMatch(call -> call.landsAt() != null && !call.landsAt().isAfter(clock));
      tell(
          new EffectLookedUp(
              REF,
              "charge-card",
              found ? EffectOutcome.CONFIRMED : EffectOutcome.NO_EFFECT,
              "on-call",
              null));
    }
  }

  /** Either nobody tells of presence, or all that is live is told. */
  private void presence() {
    if (often(4)) {
      return;
    }
    clock = asked;
    liveVersions.add(any("1", "2"));
    if (often(3)) {
      liveVersions.add(any("1", "2"));
    }
    for (String version : liveVersions) {
      tell(
          new ComponentObserved(
              "payments", ComponentKind.API, version, "live-" + version, null, null, null));
    }
  }

  private static String payload(String version) {
    return "payload of " + version;
  }

  private void tell(Event event) {
    told.add(
        new Recorded<>(
            told.size(),
            new EventId("/world", "e-" + told.size()),
            "production",
            "order/4711",
            clock,
            clock,
            event));
  }

  private boolean often(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String any(String one, String other) {
    return random.nextBoolean() ? one : other;
  }

  /** A call; {@code landsAt}: when it charges the card, null: never. */
  private record Call(
      int number, String version, String key, Instant startedAt, @Nullable Instant landsAt) {}
}

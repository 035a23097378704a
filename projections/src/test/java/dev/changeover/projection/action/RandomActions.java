package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.EventId;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Any events of any actions in any order: what sources may send, however little sense it makes. */
final class RandomActions {
  static final String ENVIRONMENT = "production";
  static final Instant START = Instant.parse("2026-11-20T14:00:00Z");

  private final Random random;

  private RandomActions(long seed) {
    this.random = new Random(seed);
  }

  /** Facts at positions from 0, of up to {@code actions} actions. */
  static List<Recorded<OfAction>> of(long seed, int actions, int length) {
    RandomActions source = new RandomActions(seed);
    List<Recorded<OfAction>> facts = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      facts.add(source.fact(i, new ActionRef("order", "" + source.random.nextInt(actions))));
    }
    return facts;
  }

  private Recorded<OfAction> fact(int position, ActionRef ref) {
    Instant at = START.plus(Duration.ofSeconds(random.nextInt(1800)));
    return new Recorded<>(
        position,
        new EventId(random.nextBoolean() ? "/fleet" : "/engine", "e-" + position),
        ENVIRONMENT,
        ref.toString(),
        at,
        START.plus(Duration.ofHours(1)),
        event(ref));
  }

  private OfAction event(ActionRef ref) {
    String step = any("reserve", "charge", "ship");
    int attempt = 1 + random.nextInt(3);
    String version = any("1.0.0", "2.0.0");
    return switch (random.nextInt(9)) {
      case 0 ->
          new ActionAccepted(ref, any("customer/1", "customer/2"), told("checkout"), version, null);
      case 1, 2 ->
          new StepStarted(
              ref,
              step,
              attempt,
              told("payments"),
              version,
              any("p-1", "p-2"),
              null,
              null,
              null,
              null,
              null);
      case 3, 4 ->
          new StepFinished(
              ref,
              step,
              attempt,
              told("payments"),
              version,
              any("p-1", "p-2"),
              null,
              any(AttemptOutcome.values()),
              new AttemptError(any("timeout", "connection_refused"), null),
              null,
              null,
              null);
      case 5 ->
          new EffectRecorded(
              ref,
              step,
              attempt,
              "effect of " + step,
              null,
              any(EffectOutcome.values()),
              any("k1", "k2"),
              any("p1", "p2"),
              null,
              random.nextBoolean());
      case 6 ->
          new EffectLookedUp(ref, "effect of " + step, any(EffectOutcome.values()), null, null);
      case 7 ->
          random.nextBoolean()
              ? new MessagePublished(
                  ref, "orders", new MessageForm("o/1"), any("m1", "m2"), "checkout", version)
              : new MessageConsumed(
                  ref, "orders", new MessageForm("o/1"), any("m1", "m2"), told("worker"), version);
      default -> new ActionFinished(ref, null, "checkout", version, any(ActionOutcome.values()));
    };
  }

  /** Seldom nothing: some sources do not say where they run. */
  private @Nullable String told(String component) {
    return random.nextInt(12) == 0 ? null : component;
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }
}

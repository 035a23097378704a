package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.CLOCKS;

import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.explain.proof.ActionTruth.Call;
import dev.changeover.explain.proof.ActionTruth.Fate;
import dev.changeover.explain.proof.ActionTruth.Step;
import dev.changeover.explain.proof.ActionTruth.Try;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call of a try at its callee, and the faults that strike it. */
final class CallFaults {
  private static final Duration UNDECLARED_TIMEOUT = Duration.ofSeconds(30);

  private final RetryScene scene;
  private final Dice dice;
  private final WorldClock clock;

  /** Whether something happened of which no evidence can tell how it went. */
  private boolean unprovable;

  CallFaults(RetryScene scene) {
    this.scene = scene;
    this.dice = scene.dice();
    this.clock = scene.clock();
  }

  boolean unprovable() {
    return unprovable;
  }

  Outcome call(Attempting of, String effect) {
    if (dice.often(20) && of.step().effects().size() == 1) {
      tell(of, effect, EffectOutcome.NOT_ATTEMPTED, null);
    }
    String key = scene.habits().keyPerTry ? "key-" + effect + scene.truth().tries.size() : "key";
    clock.later(1 + dice.below(3));
    if (scene.truth().isPoison(of.step(), of.process().version)) {
      unprovable = true;
      return poisoned(of, effect, key);
    }
    return switch (dice.below(20)) {
      case 0, 1, 2 -> refused(of, effect, key);
      case 3, 4, 5 -> timedOut(of, effect, key);
      case 6 -> broken(of, effect, key);
      case 7 -> doneAndFailed(of, effect, key);
      case 8 -> dies(of, effect, key);
      case 9 -> hangs(of, effect);
      default -> {
        note(of, effect, clock.now(), Fate.HAPPENED);
        clock.later(1);
        tell(of, effect, EffectOutcome.CONFIRMED, key);
        yield Outcome.DONE;
      }
    };
  }

  /** The code or the input is at fault: it comes to nothing at every try. */
  private Outcome poisoned(Attempting of, String effect, String key) {
    note(of, effect, null, Fate.NOTHING);
    if (told()) {
      tell(of, effect, EffectOutcome.NOT_ATTEMPTED, key);
    }
    return ended(of, AttemptOutcome.FAILED, ActionTruth.POISON, 2);
  }

  private Outcome refused(Attempting of, String effect, String key) {
    note(of, effect, null, Fate.NOTHING);
    clock.later(1);
    if (told()) {
      EffectOutcome nothing = dice.often(2) ? EffectOutcome.NO_EFFECT : EffectOutcome.NOT_ATTEMPTED;
      tell(of, effect, nothing, key);
    }
    return failed(of, dice.pick("connection_refused", "422", "circuit_open", "validation"));
  }

  /** The call may land at any time until it cannot be under way any more. */
  private Outcome timedOut(Attempting of, String effect, String key) {
    boolean lands = dice.evenly();
    Duration timeout = of.step().timeout();
    Duration wait = timeout == null ? UNDECLARED_TIMEOUT : timeout;
    Instant sent = clock.now();
    Instant at = sent.plusSeconds(dice.below((int) wait.toSeconds() + reach(of.step())));
    note(of, effect, lands ? at : null, Fate.OPEN);
    clock.set(sent.plus(wait));
    if (told()) {
      tell(of, effect, EffectOutcome.UNKNOWN, key);
    }
    return ended(of, AttemptOutcome.TIMED_OUT, dice.pick("timeout", "504", null));
  }

  private Outcome broken(Attempting of, String effect, String key) {
    note(of, effect, dice.evenly() ? clock.now() : null, Fate.OPEN);
    clock.later(2);
    if (told()) {
      tell(of, effect, EffectOutcome.UNKNOWN, key);
    }
    String error = dice.pick("500", "503", "connection_reset", "429");
    unprovable = unprovable || error.equals("503") || error.equals("429");
    return failed(of, error);
  }

  private Outcome doneAndFailed(Attempting of, String effect, String key) {
    note(of, effect, clock.now(), Fate.HAPPENED);
    clock.later(2);
    tell(of, effect, EffectOutcome.CONFIRMED, key);
    return failed(of, "500");
  }

  private Outcome dies(Attempting of, String effect, String key) {
    boolean sent = dice.evenly();
    boolean lands = sent && dice.evenly();
    Instant at = lands ? clock.now().plusSeconds(dice.below(reach(of.step()))) : null;
    note(of, effect, at, Fate.OPEN);
    if (sent && dice.often(3)) {
      tell(of, effect, EffectOutcome.UNKNOWN, key);
    }
    return crash(of.self(), of.process());
  }

  Outcome crash(Try self, Fleet.Worker process) {
    self.end = clock.now();
    self.died = true;
    unprovable = true;
    scene.fleet().die(process, clock.now());
    return Outcome.STOPPED;
  }

  /** It lives on, and may call at any time, unless a lease stops it. */
  private Outcome hangs(Attempting of, String effect) {
    unprovable = true;
    if (dice.often(2)) {
      scene.fleet().fallSilent(of.process());
    }
    Instant lease = isFenced(of) ? of.lease() : null;
    scene
        .underway()
        .hangs(of.self(), lease == null ? Instant.MAX : lease, of.process(), of.words());
    boolean lands = dice.evenly();
    Instant at =
        lease == null
            ? clock.now().plusSeconds(dice.below(20_000))
            : lease.plusSeconds(dice.below(reach(of.step())));
    note(of, effect, lands ? at : null, Fate.OPEN);
    of.self().end = lease;
    return Outcome.STOPPED;
  }

  /** A lease stops whoever is not heard of; who tells that they are there may go on beyond it. */
  private boolean isFenced(Attempting of) {
    return !scene.fleet().isHeardOf(of.process());
  }

  private Outcome failed(Attempting of, @Nullable String error) {
    return ended(of, AttemptOutcome.FAILED, error);
  }

  private Outcome ended(Attempting of, AttemptOutcome outcome, @Nullable String error) {
    return ended(of, outcome, error, 4);
  }

  private Outcome ended(
      Attempting of, AttemptOutcome outcome, @Nullable String error, int againOneIn) {
    Instant end = clock.now();
    of.self().end = end;
    Instant next =
        of.mayGoOn() && dice.often(againOneIn) ? end.plusSeconds(10 + dice.below(900)) : null;
    scene.reports().failed(of, end, outcome, error, next);
    if (next == null) {
      return Outcome.STOPPED;
    }
    scene.underway().busy(end, next, "an automatic retry is to come");
    clock.set(next);
    return Outcome.AGAIN;
  }

  /** Seconds within which a call takes effect, by the declared bound. */
  private static int reach(Step step) {
    return (int) step.bound().minus(CLOCKS).toSeconds();
  }

  private boolean told() {
    return scene.habits().complete || dice.often(2);
  }

  private void note(Attempting of, String effect, @Nullable Instant landsAt, Fate fate) {
    of.self().calls.add(new Call(effect, of.process().version, of.message(), landsAt, fate));
  }

  private void tell(Attempting of, String effect, EffectOutcome outcome, @Nullable String key) {
    scene.reports().effect(of, effect, outcome, key, clock.now());
  }
}

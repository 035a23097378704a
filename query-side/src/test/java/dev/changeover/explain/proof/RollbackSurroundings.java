package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Outcome;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.event.VersionRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What else a way back may meet: consumers that stay, flags that were set since, paths that are
 * gone, a way back that was tried in earnest, a cache that all share.
 */
final class RollbackSurroundings extends RollbackPart {
  static final String INVOICES = "invoices";
  static final MessageForm OLD_INVOICE = new MessageForm("invoice-due/1");
  static final MessageForm NEW_INVOICE = new MessageForm("invoice-due/2");
  private static final MessageForm OLD_CART = new MessageForm("cart/1");
  private static final MessageForm NEW_CART = new MessageForm("cart/2");

  RollbackSurroundings(RollbackWorld world) {
    super(world);
  }

  @Override
  void live() {
    flag();
    path();
    earnest();
    cache();
    callback();
    failures();
  }

  /** Orders fail since the release as they did before: going back does not cure that. */
  private void failures() {
    if (!often(20)) {
      return;
    }
    RollbackTruth.Component any = pick(truth.components);
    telling.surely(
        "policy", BEGAN.minusSeconds(9500), new PolicyDeclared(Map.of("sampleFloor", "5")));
    for (int i = 0; i < 10; i++) {
      boolean fails = i % 2 == 0;
      ended("before-" + i, BEGAN.minusSeconds(900 + i * 60L), any.name, any.from, fails);
      ended("since-" + i, settled.minusSeconds(900 + i * 60L), any.name, any.to, fails);
    }
    truth.unprovable = true;
  }

  private void ended(String id, Instant at, String component, String version, boolean fails) {
    ActionRef ref = new ActionRef("order", id);
    telling.surely("api", at, new ActionAccepted(ref, null, component, version, null));
    telling.surely(
        "api",
        at.plusSeconds(20),
        new ActionFinished(
            ref, null, component, version, fails ? ActionOutcome.FAILED : ActionOutcome.COMPLETED));
  }

  /** Turned since, to what the code of before may not know; or given a meaning only then. */
  private void flag() {
    if (!often(20)) {
      return;
    }
    RollbackTruth.Component any = pick(truth.components);
    String component = often(3) ? null : any.name;
    boolean turned = often(2);
    boolean explained = !turned && often(2);
    telling.surely(
        "flags", BEGAN.minusSeconds(7200), new FlagChanged("fast-lane", "off", null, component));
    if (turned || explained) {
      telling.surely(
          "flags",
          BEGAN.plusSeconds(2400),
          new FlagChanged("fast-lane", turned ? "on" : "off", explained ? "m1" : null, component));
    }
    if ((turned || explained) && often(2)) {
      truth.endanger(any, "the target does not know how a flag is set");
    }
    truth.unprovable |= turned || explained;
  }

  /** Removed since, and needed by the target; perhaps it is back. */
  private void path() {
    if (!often(20)) {
      return;
    }
    RollbackTruth.Component any = pick(truth.components);
    boolean needed = often(2);
    boolean back = often(3);
    Map<String, VersionRange> neededBy =
        Map.of(any.name, VersionRange.of(needed ? any.from : any.to + "-next"));
    telling.surely(
        "gateway",
        BEGAN.minusSeconds(9000),
        new PathIntroduced("/v1/carts", PathKind.ENDPOINT, neededBy, "team", null, List.of()));
    telling.surely(
        "gateway",
        BEGAN.plusSeconds(1300),
        new PathRemoved("/v1/carts", PathKind.ENDPOINT, neededBy, "team", null, List.of()));
    if (back) {
      telling.surely(
          "gateway",
          BEGAN.plusSeconds(2600),
          new PathIntroduced("/v1/carts", PathKind.ENDPOINT, neededBy, "team", null, List.of()));
    }
    truth.unprovable |= back;
    if (needed && !back) {
      truth.endanger(any, "a path that the target needs is gone");
    }
  }

  /** It was gone back in earnest, to no good, and nobody has tried that since. */
  private void earnest() {
    if (!often(25)) {
      return;
    }
    RollbackTruth.Component any = pick(truth.components);
    String component = often(2) ? null : any.name;
    String target = component == null ? EARLIER : any.from;
    Instant at = settled.plusSeconds(200);
    telling.surely("delivery", at, new RollbackStarted(RELEASE, target, component, null));
    telling.surely(
        "delivery",
        at.plusSeconds(100),
        new RollbackFinished(RELEASE, target, component, Outcome.FAILED, null));
    if (component == null) {
      truth.components.forEach(each -> truth.endanger(each, "going back to it failed before"));
    } else {
      truth.endanger(any, "going back to it failed before");
    }
  }

  /**
   * A cache of its own; who reads it is told by nobody, and how far its formats are is not known.
   */
  private void cache() {
    if (!often(20)) {
      return;
    }
    boolean filled = often(2);
    boolean silent = !complete && often(3);
    telling.surely(
        "counter",
        BEGAN.minusSeconds(900),
        new CacheObserved("session-cache", Map.of(OLD_CART, 30L)));
    Map<MessageForm, Long> entries =
        filled ? Map.of(OLD_CART, 30L, NEW_CART, 4L) : Map.of(OLD_CART, 31L);
    boolean leavesOut = !complete && filled && often(3);
    if (leavesOut) {
      telling.surely(
          "counter", BEGAN.plusSeconds(1300), new CacheObserved("session-cache", entries));
    }
    Map<MessageForm, Long> listed = leavesOut ? Map.of(OLD_CART, 31L) : entries;
    telling.surely(
        "counter",
        asked.minusSeconds(1 + random.nextInt(complete ? 100 : 900)),
        new CacheObserved("session-cache", silent ? Map.of() : listed));
    if (filled) {
      truth.dangers.add("entries that the target cannot read lie in a shared cache");
    }
  }

  /** A third party will answer, and nobody told whom. */
  private void callback() {
    if (complete || !often(25)) {
      return;
    }
    RollbackTruth.Component any = pick(truth.components);
    telling.surely(
        "bank",
        BEGAN.plusSeconds(1600),
        new CallbackRegistered("cb-nobody", "bank", null, null, null, null));
    if (often(2)) {
      truth.endanger(any, "an answer will come for " + any.to);
    }
  }

  /**
   * Somebody who stays and takes what the release makes; perhaps no longer what was made before.
   */
  static Processes.Running billing(RollbackTruth truth) {
    return new Processes.Running(
        "billing",
        ComponentKind.WORKER,
        "3.0.0",
        INVOICES,
        truth.billingTakesOld ? List.of(OLD_INVOICE, NEW_INVOICE) : List.of(NEW_INVOICE));
  }
}

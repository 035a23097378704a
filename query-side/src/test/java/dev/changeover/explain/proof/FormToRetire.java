package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CacheEvent.CacheFlushed;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.retire.Retired;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message form. It is made by versions that a plan names, and perhaps by an import that nobody
 * named and that runs once in a business cycle; what that puts in is told, or waits until somebody
 * counts it.
 */
final class FormToRetire extends Retirement {
  private static final String QUEUE = "orders";
  private static final MessageForm OLD = new MessageForm("order-placed/1");
  private static final MessageForm NEW = new MessageForm("order-placed/2");
  private final boolean planned;
  private boolean imported;
  private long aside;

  FormToRetire(RetireWorld world) {
    super(world);
    this.planned = !often(6);
  }

  @Override
  void live() {
    if (planned) {
      plan();
    }
    makers();
    Optional<Instant> put = imports();
    long waiting = often(8) ? 1 + world.random.nextInt(5) : 0;
    aside = often(8) ? 1 + world.random.nextInt(3) : 0;
    boolean asideIsOld = often(2);
    endanger(waiting > 0, "messages of it wait");
    endanger(aside > 0 && asideIsOld, "dead messages are of it");
    world.signs().forEach(at -> snapshot(at, waiting, put));
    if (often(8)) {
      cache();
    }
  }

  private void plan() {
    world.telling.surely(
        "delivery",
        world.began.plusSeconds(1),
        Plans.of(
                List.of(),
                List.of(
                    new PlannedMessage(
                        OLD, QUEUE, Map.of("checkout", VersionRange.of("2.3.1")), Map.of()),
                    new PlannedMessage(
                        NEW, QUEUE, Map.of("checkout", VersionRange.of("2.4.0")), Map.of())))
            .of("2026.11.1"));
  }

  private void makers() {
    boolean there = often(5);
    Processes.Running old = process("2.3.1");
    if (there) {
      world.processes.alive(old, world.began.plusSeconds(60));
    } else if (!often(3)) {
      world.processes.gone(old, world.began.plusSeconds(60));
    }
    endanger(there, "a live version makes it");
    if (world.complete || !often(6)) {
      world.processes.alive(process("2.4.0"), world.began.plusSeconds(60));
    }
    if (!planned || often(4)) {
      published(world.began.plusSeconds(100), "checkout", "2.3.1");
    }
  }

  private static Processes.Running process(String version) {
    return new Processes.Running("checkout", ComponentKind.API, version, "", List.of());
  }

  private void published(Instant at, String component, String version) {
    world.telling.surely(
        "bus",
        at,
        new MessagePublished(
            new ActionRef("order", "o-" + at.getEpochSecond()),
            QUEUE,
            OLD,
            null,
            component,
            version));
  }

  /** When the import that nobody named put something in; empty: there is none. */
  private Optional<Instant> imports() {
    imported = often(4);
    endanger(imported, "an import makes it once in a business cycle");
    if (!imported) {
      return Optional.empty();
    }
    Instant at = world.asked.minusSeconds(2300 + world.random.nextInt(4 * 3600));
    if (often(2)) {
      published(at, "import", "1.0");
      return Optional.empty();
    }
    return Optional.of(at);
  }

  private void snapshot(Instant at, long waiting, Optional<Instant> put) {
    boolean held =
        put.filter(each -> !each.isAfter(at) && each.plus(RetireWorld.WATCH).isAfter(at))
            .isPresent();
    long old = (at.isBefore(world.settled) ? 0 : waiting) + (held ? 1 : 0);
    Map<MessageForm, Long> forms = new TreeMap<>();
    boolean hidden = !world.complete && held && often(2);
    if (old > 0 && !hidden) {
      forms.put(OLD, old);
    }
    forms.put(NEW, 2L);
    boolean tellsAside = world.complete || !often(5);
    world.telling.surely(
        "broker",
        at,
        new QueueObserved(
            QUEUE, old + 2, null, forms, tellsAside ? aside : null, tellsAside ? 0L : null, null));
  }

  private void cache() {
    long entries = often(2) ? 1 + world.random.nextInt(9) : 0;
    endanger(entries > 0, "entries of it lie in a cache");
    world.telling.surely(
        "counter", world.began.plusSeconds(200), new CacheObserved("checkout", Map.of(OLD, 1L)));
    if (!world.complete && often(3)) {
      world.telling.surely(
          "counter", world.began.plusSeconds(400), new CacheFlushed("checkout", Map.of()));
      return;
    }
    boolean leavesOut = !world.complete && often(3);
    world.telling.surely(
        "counter",
        world.asked.minusSeconds(1 + world.random.nextInt(world.complete ? 100 : 2000)),
        new CacheObserved("checkout", leavesOut ? Map.of(NEW, 3L) : Map.of(OLD, entries)));
  }

  @Override
  Retired retired() {
    return new Retired.OldForm(OLD.text(), Optional.empty());
  }

  @Override
  boolean isProvable() {
    return planned && aside == 0;
  }
}

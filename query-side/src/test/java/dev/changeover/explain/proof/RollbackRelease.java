package dev.changeover.explain.proof;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.event.VersionRange;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedRollback;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The release itself: its components, its plan and its steps. */
final class RollbackRelease extends RollbackPart {

  RollbackRelease(RollbackWorld world) {
    super(world);
  }

  @Override
  void live() {
    components();
    plan();
    steps();
  }

  private void components() {
    List<RollbackTruth.Component> some = truth.components;
    boolean both = often(2);
    if (both || often(2)) {
      some.add(new RollbackTruth.Component("checkout", ComponentKind.API, "2.3.1", "2.4.0"));
    }
    if (both || some.isEmpty()) {
      some.add(new RollbackTruth.Component("order-worker", ComponentKind.WORKER, "5.0.2", "5.1.0"));
    }
    if (often(6)) {
      some.add(new RollbackTruth.Component("web", ComponentKind.FRONTEND, "7.0.0", "8.0.0"));
    }
    for (RollbackTruth.Component each : some) {
      each.live.add(each.to);
      if (!often(5)) {
        each.live.add(each.from);
      }
      if (often(30)) {
        each.live.add(RollbackTruth.HOTFIX);
        truth.unprovable = true;
      }
    }
    if (!often(3)) {
      truth.peers.put("payments", often(4) ? List.of("1.0.0", "1.1.0") : List.of("1.0.0"));
    }
    if (often(4)) {
      truth.peers.put("reporting", List.of("3.0.0"));
    }
    truth.migrated = often(3);
    truth.billing = has("checkout") && often(5);
    truth.billingTakesOld = often(2);
  }

  private void plan() {
    List<PlannedComponent> components = new ArrayList<>();
    List<PlannedStep> steps = new ArrayList<>();
    for (RollbackTruth.Component each : truth.components) {
      components.add(new PlannedComponent(each.name, each.kind, each.from, each.to, null));
      steps.add(
          new PlannedStep(
              "deploy-" + each.name, each.name, null, null, List.of(), null, null, null));
    }
    List<PlannedMigration> migrations = new ArrayList<>();
    if (truth.migrated) {
      components.add(new PlannedComponent(SCHEMA, ComponentKind.SCHEMA, "41", "42", null));
      Map<Phase, Boolean> reversible = new TreeMap<>();
      for (Phase phase : Phase.values()) {
        if (phase != Phase.CONTRACTED && (complete || !often(10))) {
          reversible.put(phase, complete || !often(20));
        }
      }
      migrations.add(new PlannedMigration(MIGRATION, SCHEMA, reversible, Map.of()));
    }
    List<PlannedMessage> messages = new ArrayList<>();
    if (has("checkout") || has("order-worker")) {
      messages.add(message(OLD));
      messages.add(message(NEW));
    }
    if (truth.billing) {
      messages.add(invoice(RollbackSurroundings.OLD_INVOICE, "2.3.1"));
      messages.add(invoice(RollbackSurroundings.NEW_INVOICE, "2.4.0"));
    }
    earlier();
    telling.surely(
        "delivery",
        BEGAN.minusSeconds(3600),
        new Plans(components, migrations, messages, steps, List.of(), wayBack()).of(RELEASE));
    telling.surely("delivery", BEGAN, new ReleaseStarted(RELEASE, null));
  }

  private static PlannedMessage invoice(MessageForm form, String maker) {
    return new PlannedMessage(
        form, RollbackSurroundings.INVOICES, Map.of("checkout", VersionRange.of(maker)), Map.of());
  }

  /** Where the plan says to what it goes back, the schema may be part of it. */
  private @Nullable PlannedRollback wayBack() {
    truth.planTakesSchemaBack = truth.migrated && often(8);
    if (!truth.planTakesSchemaBack) {
      return null;
    }
    Map<String, String> target = new TreeMap<>(Map.of(SCHEMA, "41"));
    truth.components.forEach(each -> target.put(each.name, each.from));
    return new PlannedRollback("ana", target, List.of());
  }

  /** Who makes it, at some version to come if at none yet, and who takes it, as it really is. */
  private PlannedMessage message(MessageForm form) {
    Map<String, VersionRange> makers = new TreeMap<>();
    List<String> versions =
        List.of("2.3.1", "2.4.0").stream().filter(each -> truth.makes(each, form)).toList();
    makers.put(
        "checkout", versions.isEmpty() ? VersionRange.of("2.5.0") : new VersionRange(versions));
    Map<String, VersionRange> takers = new TreeMap<>();
    List<String> accepting =
        List.of("5.0.2", "5.1.0").stream().filter(each -> truth.takes(each, form)).toList();
    if (!accepting.isEmpty()) {
      takers.put("order-worker", new VersionRange(accepting));
    }
    return new PlannedMessage(form, QUEUE, makers, takers);
  }

  private void steps() {
    Instant at = BEGAN.plusSeconds(600);
    for (RollbackTruth.Component each : truth.components) {
      String step = "deploy-" + each.name;
      telling.surely("delivery", at, new ReleaseStepStarted(RELEASE, step, null));
      at = at.plusSeconds(300);
      telling.perhaps(
          "delivery", at, new ReleaseStepFinished(RELEASE, step, StepOutcome.SUCCEEDED, null));
    }
    if (often(15)) {
      truth.dangers.add("another change is running");
      telling.surely("delivery", settled, new ReleaseStepStarted("2026.11.4", "other", null));
    }
  }

  /** The release before, which brought what this one started from. */
  private void earlier() {
    List<PlannedComponent> components = new ArrayList<>();
    for (RollbackTruth.Component each : truth.components) {
      components.add(new PlannedComponent(each.name, each.kind, "0", each.from, null));
    }
    telling.surely(
        "delivery", BEGAN.minusSeconds(90_000), Plans.of(components, List.of()).of(EARLIER));
    telling.surely("delivery", BEGAN.minusSeconds(86_400), new ReleaseStarted(EARLIER, null));
    telling.surely(
        "delivery", BEGAN.minusSeconds(80_000), new ReleaseFinished(EARLIER, null, null, null));
  }
}

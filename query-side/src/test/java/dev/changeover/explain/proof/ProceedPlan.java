package dev.changeover.explain.proof;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.VersionRange;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.plan.ReleasePlan.PlannedVerification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plan of the release in a {@link ProceedWorld}. */
final class ProceedPlan {
  private ProceedPlan() {}

  static ReleasePlanned of(ProceedFleet fleet, ProceedData data, ProceedQuality quality) {
    return new Plans(
            components(quality),
            List.of(
                new PlannedMigration(
                    ProceedData.MIGRATION,
                    "orders-db",
                    Map.of(
                        Phase.EXPANDED, true,
                        Phase.BACKFILLED, true,
                        Phase.READS_SWITCHED, true,
                        Phase.CONTRACTED, false),
                    data.requires())),
            List.of(message(fleet, ProceedFleet.OLD), message(fleet, ProceedFleet.NEW)),
            List.of(
                step("expand", null, Phase.EXPANDED, null),
                step("workers", "order-worker", null, "expand"),
                step("api", "checkout", null, "workers"),
                step("fill", null, Phase.BACKFILLED, "api"),
                step("reads", null, Phase.READS_SWITCHED, "fill"),
                step("contract", null, Phase.CONTRACTED, "reads")),
            List.of(
                new PlannedVerification(
                    quality.probed ? ProceedQuality.PROBE : null,
                    "order",
                    List.of("workers", "api"))),
            null)
        .of(ProceedWorld.RELEASE);
  }

  private static List<PlannedComponent> components(ProceedQuality quality) {
    List<PlannedComponent> components = new ArrayList<>();
    components.add(new PlannedComponent("checkout", ComponentKind.API, "2.3.1", "2.4.0", null));
    components.add(
        new PlannedComponent("order-worker", ComponentKind.WORKER, "5.0.2", "5.1.0", null));
    components.add(new PlannedComponent("orders-db", ComponentKind.SCHEMA, "41", "42", null));
    if (quality.cached) {
      components.add(new PlannedComponent("cart-cache", ComponentKind.CACHE, "1", "2", null));
    }
    return components;
  }

  private static PlannedStep step(
      String id, @Nullable String deploy, @Nullable Phase to, @Nullable String after) {
    return new PlannedStep(
        id,
        deploy,
        to == null ? null : ProceedData.MIGRATION,
        to,
        after == null ? List.of() : List.of(after),
        null,
        null,
        null);
  }

  private static PlannedMessage message(ProceedFleet fleet, MessageForm form) {
    List<String> makers =
        List.of("2.3.1", "2.4.0").stream().filter(each -> fleet.makes(each, form)).toList();
    List<String> takers =
        List.of("5.0.2", "5.1.0").stream().filter(each -> fleet.takes(each, form)).toList();
    return new PlannedMessage(
        form,
        ProceedFleet.QUEUE,
        Map.of("checkout", makers.isEmpty() ? VersionRange.of("2.5.0") : new VersionRange(makers)),
        takers.isEmpty() ? Map.of() : Map.of("order-worker", new VersionRange(takers)));
  }
}

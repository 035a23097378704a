package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.rollback.ComponentToRollBack.Capacity;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import dev.changeover.projection.environment.component.VersionFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The components that would go back, with what is known of them and of their targets. */
final class ComponentReading {
  private ComponentReading() {}

  static ComponentToRollBack read(
      Scene scene,
      String component,
      List<PairAfterRollback> pairs,
      List<OrderOfReturn> orders,
      List<MigrationInTheWay> migrations,
      List<QueueToDrain> queues) {
    String target = scene.targets().versions().getOrDefault(component, "");
    Optional<VersionFacts> version =
        scene
            .environment()
            .component(component)
            .flatMap(each -> Optional.ofNullable(each.versions().get(target)));
    return new ComponentToRollBack(
        component,
        scene.kind(component),
        target,
        live(scene, component),
        lastSeen(scene, component),
        needing(scene, component),
        version.flatMap(each -> capacity(scene, component, each)),
        version.map(each -> marks(scene, each)).orElse(List.of()),
        version.map(each -> unavailable(scene, each)).orElse(List.of()),
        new NewForms(scene, component).read(queues),
        migrations.stream().map(MigrationInTheWay::migration).toList(),
        proofs(component, pairs, orders));
  }

  static List<LiveVersion> live(Scene scene, String component) {
    return scene.liveVersions(component).stream()
        .map(version -> live(scene, component, version))
        .toList();
  }

  private static LiveVersion live(Scene scene, String component, String version) {
    List<Presence> at =
        scene.possiblyLive(component).stream()
            .filter(each -> version.equals(each.version()))
            .toList();
    int fresh =
        (int) at.stream().filter(each -> each.liveAt(scene.instant(), scene.policy())).count();
    int leaving =
        (int)
            at.stream()
                .filter(each -> each.liveAt(scene.instant(), scene.policy()) && isLeaving(each))
                .count();
    return new LiveVersion(
        version, fresh, leaving, at.size() - fresh, lastSeen(scene, at).orElseThrow());
  }

  /** Its last report says that it takes no more work. */
  private static boolean isLeaving(Presence presence) {
    return presence.report() != null && presence.report().event().state() != WorkerState.RUNNING;
  }

  static Optional<CitedFact> lastSeen(Scene scene, String component) {
    return scene
        .environment()
        .component(component)
        .map(ComponentFacts::presences)
        .flatMap(each -> lastSeen(scene, each));
  }

  private static Optional<CitedFact> lastSeen(Scene scene, List<Presence> presences) {
    return presences.stream()
        .max((one, other) -> Recorded.BY_TIME.compare(one.lastSeen(), other.lastSeen()))
        .map(each -> cite(scene, each));
  }

  static CitedFact cite(Scene scene, Presence presence) {
    String version = presence.version() == null ? "unknown version" : presence.version();
    Standing standing = presence.standingAt(scene.instant(), scene.policy());
    return scene
        .cite()
        .fact(
            "%s of %s"
                .formatted(
                    presence.instance() == null ? "presence" : "instance " + presence.instance(),
                    presence.component()),
            version + ", " + standing,
            presence.lastSeen(),
            presence.kind() == ComponentKind.SCHEMA ? null : presence.maxAge(scene.policy()));
  }

  /** For a SCHEMA: live versions that the release brought along with it. */
  private static List<CitedFact> needing(Scene scene, String component) {
    return !scene.isSchema(component)
        ? List.of()
        : scene.plan().stream()
            .flatMap(plan -> plan.components().stream())
            .filter(each -> each.kind() != ComponentKind.SCHEMA)
            .flatMap(
                each ->
                    scene.possiblyLive(each.name()).stream()
                        .filter(presence -> each.to().equals(presence.version())))
            .map(each -> cite(scene, each))
            .toList();
  }

  private static Optional<Capacity> capacity(Scene scene, String component, VersionFacts version) {
    return Optional.ofNullable(version.capacity())
        .map(
            fact -> {
              CapacityObserved told = fact.event();
              return new Capacity(
                  told.ready(),
                  told.needed(),
                  scene
                      .cite()
                      .fact(
                          "capacity of " + told.component() + " " + told.version(),
                          "%d of %d ready".formatted(told.ready(), told.needed()),
                          fact,
                          scene.policy().of(component).presenceMaxAge()));
            });
  }

  /** A mark stands until whoever set it says later that the version is good. */
  private static List<CitedFact> marks(Scene scene, VersionFacts version) {
    Recorded<VersionMarked> good = version.marks().get(Mark.LAST_KNOWN_GOOD);
    return version.marks().values().stream()
        .filter(each -> each.event().mark() == Mark.FAULTY || each.event().mark() == Mark.REVOKED)
        .filter(
            each ->
                good == null
                    || !good.id().source().equals(each.id().source())
                    || !good.effectiveAt().isAfter(each.effectiveAt()))
        .sorted(Recorded.BY_TIME)
        .map(
            each ->
                scene
                    .cite()
                    .fact(
                        "mark of %s %s".formatted(version.component(), version.version()),
                        each.event().mark().toString(),
                        each))
        .toList();
  }

  private static List<CitedFact> unavailable(Scene scene, VersionFacts version) {
    return version.artifacts().values().stream()
        .filter(each -> !each.event().available())
        .map(each -> scene.cite().fact(nameOf(each.event()), "not available", each))
        .toList();
  }

  private static String nameOf(ArtifactObserved told) {
    return "%s of %s %s".formatted(told.what(), told.component(), told.version());
  }

  /** Verifications of the target with every live peer; none where one of them is missing. */
  private static List<CitedFact> proofs(
      String component, List<PairAfterRollback> pairs, List<OrderOfReturn> orders) {
    List<Compatibility> with =
        pairs.stream()
            .map(PairAfterRollback::pair)
            .filter(each -> each.one().component().equals(component))
            .toList();
    List<OrderOfReturn> among =
        orders.stream()
            .filter(each -> each.one().equals(component) || each.other().equals(component))
            .toList();
    boolean all =
        with.stream().allMatch(Compatibility::proved)
            && among.stream().allMatch(OrderOfReturn::isProved);
    return !all
        ? List.of()
        : Stream.concat(
                with.stream().flatMap(each -> each.verified().stream()),
                among.stream().flatMap(each -> each.proof().stream()))
            .distinct()
            .toList();
  }
}

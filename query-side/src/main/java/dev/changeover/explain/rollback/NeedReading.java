package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.event.WorkerEvent.OnUnknown;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Acceptance;
import dev.changeover.explain.environment.Consumers;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who needs the versions being left: consumers that stay and do not take what a target puts into
 * their queue, and migrations in a phase that requires another version than a target.
 */
record NeedReading(Scene scene, String component) {

  static List<NeedOfAPeer> subjects(Scene scene) {
    return scene.goingBack().stream()
        .map(each -> new NeedReading(scene, each))
        .flatMap(each -> Stream.concat(each.consumers(), each.phases()))
        .toList();
  }

  /** Workers that stay and do not tell their queues: they may take what a target makes. */
  static List<BlindSpot> blindSpots(Scene scene) {
    boolean makesSome =
        scene.goingBack().stream().anyMatch(each -> !new NeedReading(scene, each).made().isEmpty());
    return scene.environment().components().keySet().stream()
        .filter(each -> makesSome && !scene.goingBack().contains(each))
        .filter(each -> new Consumers(scene.at(), each).someAreUntold())
        .map(QueueReading::queuesUnknown)
        .toList();
  }

  private ComponentVersion target() {
    return new ComponentVersion(component, scene.targets().versions().getOrDefault(component, ""));
  }

  private Stream<NeedOfAPeer> consumers() {
    return made().entrySet().stream()
        .flatMap(
            queue -> queue.getValue().stream().flatMap(form -> refusing(queue.getKey(), form)));
  }

  /** Forms that the target puts into queues, as plans say and as messages showed. */
  private NavigableMap<String, NavigableSet<MessageForm>> made() {
    NavigableMap<String, NavigableSet<MessageForm>> made = new TreeMap<>();
    scene.environment().releases().values().stream()
        .flatMap((ReleaseFacts release) -> release.plan().stream())
        .flatMap(plan -> plan.messages().stream())
        .filter(this::isMadeByTarget)
        .forEach(each -> add(made, each.queue(), each.schema()));
    scene.environment().flows().stream()
        .filter(each -> each.published() != null && component.equals(each.component()))
        .filter(each -> target().version().equals(each.version()))
        .forEach(each -> Stream.ofNullable(each.form()).forEach(f -> add(made, each.queue(), f)));
    return made;
  }

  private static void add(
      NavigableMap<String, NavigableSet<MessageForm>> made,
      @Nullable String queue,
      MessageForm form) {
    if (queue != null) {
      made.computeIfAbsent(queue, _ -> new TreeSet<>()).add(form);
    }
  }

  private boolean isMadeByTarget(PlannedMessage message) {
    VersionRange makers = message.producedBy().get(component);
    return makers != null && makers.mayInclude(target().version());
  }

  /** Versions that stay, take from the queue and are known not to take the form. */
  private Stream<NeedOfAPeer> refusing(String queue, MessageForm form) {
    List<NeedOfAPeer> needs = new ArrayList<>();
    boolean othersTakeIt = false;
    for (String peer : scene.environment().components().keySet()) {
      Consumers consumers = new Consumers(scene.at(), peer);
      if (!scene.goingBack().contains(peer) && consumers.queues().contains(queue)) {
        for (String version : scene.liveVersions(peer)) {
          Optional<Acceptance> told = consumers.accepts(version, queue, form);
          othersTakeIt |= told.filter(Acceptance::accepted).isPresent();
          told.filter(each -> !each.accepted())
              .ifPresent(each -> needs.add(need(queue, form, peer, version, each)));
        }
      }
    }
    boolean handedOn = othersTakeIt && handsOn(needs);
    return handedOn ? Stream.empty() : needs.stream();
  }

  /** Whether each of them is known to hand on what it does not know. */
  private boolean handsOn(List<NeedOfAPeer> needs) {
    return needs.stream()
        .flatMap(
            need ->
                scene.environment().components().values().stream()
                    .flatMap(each -> scene.possiblyLive(each.component()).stream())
                    .filter(each -> need.peer().equals(each.component() + " " + each.version())))
        .map(each -> each.report())
        .allMatch(
            report ->
                report != null
                    && report.event().onUnknown() != null
                    && report.event().onUnknown() != OnUnknown.DISCARD);
  }

  private NeedOfAPeer need(
      String queue, MessageForm form, String peer, String version, Acceptance told) {
    List<CitedFact> facts =
        Stream.concat(
                Stream.of(told.fact()),
                scene.possiblyLive(peer).stream()
                    .filter(each -> version.equals(each.version()))
                    .map(each -> scene.at().cite(each)))
            .distinct()
            .toList();
    return new NeedOfAPeer(
        target(),
        peer + " " + version,
        "%s %s stays and does not take %s, which %s puts into %s"
            .formatted(peer, version, form, target(), queue),
        "Roll %s back first, to a version that takes %s, or keep the version being left beside it."
            .formatted(peer, form),
        facts);
  }

  private Stream<NeedOfAPeer> phases() {
    return scene.environment().migrations().values().stream()
        .flatMap(
            migration ->
                migration.phases().keySet().stream()
                    .filter(phase -> phase != Phase.CONTRACTED && phase != Phase.PLANNED)
                    .filter(phase -> MigrationStanding.standing(migration.phase(phase)).isPresent())
                    .flatMap(phase -> required(migration, phase)));
  }

  private Stream<NeedOfAPeer> required(MigrationFacts migration, Phase phase) {
    return requirements(migration, phase)
        .filter(each -> !each.range().includes(target().version()))
        .limit(1)
        .map(
            each ->
                new NeedOfAPeer(
                    target(),
                    "migration %s in %s".formatted(migration.migration(), phase),
                    "migration %s is in %s, which requires %s %s"
                        .formatted(migration.migration(), phase, component, each.range()),
                    "Take the migration back before %s first.".formatted(phase),
                    List.of(
                        scene
                            .cite()
                            .fact(
                                "%s required by %s".formatted(component, phase),
                                each.range().toString(),
                                each.by()))));
  }

  private record Requirement(VersionRange range, Recorded<?> by) {}

  private Stream<Requirement> requirements(MigrationFacts migration, Phase phase) {
    Stream<Requirement> declared =
        migration.declarations().requires(phase).stream()
            .filter(each -> each.component().equals(component))
            .map(each -> new Requirement(each.range(), each.by()));
    Stream<Requirement> planned =
        scene.environment().releases().values().stream()
            .flatMap(
                release ->
                    release.planFact().stream()
                        .flatMap(by -> planned(release, migration.migration(), phase, by)));
    return Stream.concat(declared, planned);
  }

  private Stream<Requirement> planned(
      ReleaseFacts release, String migration, Phase phase, Recorded<?> by) {
    return release.plan().stream()
        .flatMap(plan -> plan.migrations().stream())
        .filter(each -> each.name().equals(migration))
        .flatMap(each -> Stream.ofNullable(each.requires().get(phase)))
        .flatMap(each -> Stream.ofNullable(each.get(component)))
        .map(range -> new Requirement(range, by));
  }
}

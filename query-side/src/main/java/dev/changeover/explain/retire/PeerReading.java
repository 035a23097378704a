package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.environment.CompatibilityReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Live versions of other components that are known to work with no other live version. */
record PeerReading(Scene scene, ComponentVersion version) {

  Optional<Readers> read() {
    List<ComponentVersion> remaining =
        scene.at().liveVersions(version.component()).stream()
            .filter(each -> !each.equals(version.version()))
            .map(each -> new ComponentVersion(version.component(), each))
            .toList();
    List<String> names = new ArrayList<>();
    List<CitedFact> facts = new ArrayList<>();
    peers()
        .forEach(
            peer -> {
              List<Compatibility> left =
                  remaining.stream()
                      .map(each -> CompatibilityReading.read(scene.at(), each, peer))
                      .toList();
              if (!left.isEmpty() && left.stream().allMatch(Compatibility::knownBad)) {
                names.add(peer.toString());
                left.forEach(each -> each.broken().ifPresent(facts::add));
              }
            });
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new Readers(version.toString(), false, names, facts, Optional.empty()));
  }

  /** That are there and not known to be broken with the version itself. */
  private List<ComponentVersion> peers() {
    return scene.environment().components().keySet().stream()
        .filter(each -> !each.equals(version.component()))
        .flatMap(
            each ->
                scene.at().liveVersions(each).stream().map(one -> new ComponentVersion(each, one)))
        .filter(each -> !CompatibilityReading.read(scene.at(), version, each).knownBad())
        .toList();
  }
}

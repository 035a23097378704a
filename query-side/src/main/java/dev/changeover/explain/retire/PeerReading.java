package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.environment.CompatibilityReading;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Live versions of other components that are known to work with no other live version. */
record PeerReading(Scene scene, ComponentVersion version) {

  Optional<Readers> read() {
    List<ComponentVersion> remaining = remaining();
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

  /** What is there instead; where nothing is, what could be brought: versions that plans name. */
  private List<ComponentVersion> remaining() {
    NavigableSet<String> others = new TreeSet<>(scene.at().liveVersions(version.component()));
    others.remove(version.version());
    if (others.isEmpty()) {
      scene.environment().releases().values().stream()
          .flatMap(each -> each.plan().stream())
          .flatMap(each -> each.components().stream())
          .filter(each -> each.name().equals(version.component()))
          .forEach(each -> others.add(each.to()));
      others.remove(version.version());
    }
    return others.stream().map(each -> new ComponentVersion(version.component(), each)).toList();
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

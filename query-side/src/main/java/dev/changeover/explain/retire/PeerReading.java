package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.environment.CompatibilityReading;
import dev.changeover.explain.retire.Readers.Untold;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Versions of other components that are there, or were last heard of too long ago to tell, and that
 * are known to work with no other live version.
 */
record PeerReading(Scene scene, ComponentVersion version) {

  Optional<Readers> read() {
    SortedMap<ComponentVersion, List<CitedFact>> needing = needing(peers());
    SortedMap<ComponentVersion, List<CitedFact>> silent = needing(silent());
    return needing.isEmpty() && silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Readers(
                version.toString(),
                false,
                needing.keySet().stream().map(ComponentVersion::toString).toList(),
                needing.values().stream().flatMap(List::stream).toList(),
                silent.isEmpty() ? Optional.empty() : Optional.of(untold(silent))));
  }

  /** Those that are known to work with nothing that remains, with what shows it. */
  private SortedMap<ComponentVersion, List<CitedFact>> needing(List<ComponentVersion> peers) {
    List<ComponentVersion> remaining = remaining();
    SortedMap<ComponentVersion, List<CitedFact>> needing = new TreeMap<>();
    for (ComponentVersion peer : peers) {
      List<Compatibility> left =
          remaining.stream()
              .map(each -> CompatibilityReading.read(scene.at(), each, peer))
              .toList();
      if (!left.isEmpty() && left.stream().allMatch(Compatibility::knownBad)) {
        needing.put(peer, left.stream().flatMap(each -> each.broken().stream()).toList());
      }
    }
    return needing;
  }

  private Untold untold(SortedMap<ComponentVersion, List<CitedFact>> silent) {
    String names =
        silent.keySet().stream().map(ComponentVersion::toString).collect(Collectors.joining(", "));
    return new Untold(
        "%s works with nothing else that is there, and nothing has been heard of it lately."
            .formatted(names),
        silent.values().stream().flatMap(List::stream).toList(),
        new MissingFact(
            "whether %s is still there".formatted(names),
            "readers of " + version,
            "Let it report, or send component.removed.",
            MissingFact.Kind.HEARTBEAT));
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
    return others(each -> scene.at().versionsInUse(each));
  }

  /** Last heard of long ago, and not known to be gone. */
  private List<ComponentVersion> silent() {
    return others(
        each ->
            scene.at().isSeen(each)
                ? List.of()
                : scene.presences(each).stream()
                    .filter(one -> one.end() == null && one.successor() == null)
                    .flatMap(one -> Stream.ofNullable(one.version()))
                    .filter(one -> !scene.at().versionsInUse(each).contains(one))
                    .distinct()
                    .toList());
  }

  private List<ComponentVersion> others(Function<String, Collection<String>> versions) {
    return scene.environment().components().keySet().stream()
        .filter(each -> !each.equals(version.component()))
        .flatMap(each -> versions.apply(each).stream().map(one -> new ComponentVersion(each, one)))
        .filter(each -> !CompatibilityReading.read(scene.at(), version, each).knownBad())
        .toList();
  }
}

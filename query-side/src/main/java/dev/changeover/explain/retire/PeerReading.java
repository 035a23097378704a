package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.environment.CompatibilityReading;
import dev.changeover.explain.retire.Readers.Untold;
import dev.changeover.projection.environment.component.ComponentFacts;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Versions of other components that are there, or were last heard of too long ago to tell, and that
 * are known to work with no other live version.
 */
record PeerReading(Scene scene, ComponentVersion version) {

  Optional<Readers> read() {
    SortedMap<ComponentVersion, List<CitedFact>> needing =
        needing(peers(), Compatibility::knownBad);
    Optional<Untold> untold = silentOnes().or(this::unversionedOnes).or(this::doubtfulOnes);
    return needing.isEmpty() && untold.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Readers(
                version.toString(),
                false,
                needing.keySet().stream().map(ComponentVersion::toString).toList(),
                facts(needing),
                untold));
  }

  /** Those that work with nothing that remains, by what is known of each pair. */
  private SortedMap<ComponentVersion, List<CitedFact>> needing(
      List<ComponentVersion> peers, Predicate<Compatibility> apart) {
    List<ComponentVersion> remaining = remaining();
    SortedMap<ComponentVersion, List<CitedFact>> needing = new TreeMap<>();
    for (ComponentVersion peer : peers) {
      List<Compatibility> left =
          remaining.stream()
              .map(each -> CompatibilityReading.read(scene.at(), each, peer))
              .toList();
      if (!left.isEmpty() && left.stream().allMatch(apart)) {
        needing.put(
            peer, left.stream().flatMap(each -> each.broken().or(each::doubt).stream()).toList());
      }
    }
    return needing;
  }

  private static boolean perhapsBad(Compatibility pair) {
    return pair.knownBad() || pair.doubt().isPresent();
  }

  private Optional<Untold> silentOnes() {
    SortedMap<ComponentVersion, List<CitedFact>> silent =
        needing(silent(), PeerReading::perhapsBad);
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            untold(
                silent,
                "%s works with nothing else that is there, and nothing has been heard of it"
                    + " lately.",
                "whether %s is still there",
                "Let it report, or send component.removed.",
                MissingFact.Kind.HEARTBEAT));
  }

  private Optional<Untold> unversionedOnes() {
    SortedMap<ComponentVersion, List<CitedFact>> possible =
        needing(unversioned(), PeerReading::perhapsBad);
    return possible.isEmpty()
        ? Optional.empty()
        : Optional.of(
            untold(
                possible,
                "%s works with nothing else that is there, and a live instance that tells no"
                    + " version may be it.",
                "whether %s is still there",
                "Let every instance of it report its version.",
                MissingFact.Kind.HEARTBEAT));
  }

  private Optional<Untold> doubtfulOnes() {
    SortedMap<ComponentVersion, List<CitedFact>> doubtful =
        needing(peers(), PeerReading::perhapsBad);
    doubtful.keySet().removeAll(needing(peers(), Compatibility::knownBad).keySet());
    return doubtful.isEmpty()
        ? Optional.empty()
        : Optional.of(
            untold(
                doubtful,
                "%s may work with nothing else that is there: a range that forbids it cannot be"
                    + " compared with these versions.",
                "whether %s is forbidden beside what remains",
                "Declare the pair with these very versions, or withdraw the range.",
                MissingFact.Kind.LOOKUP));
  }

  private Untold untold(
      SortedMap<ComponentVersion, List<CitedFact>> peers,
      String message,
      String wanted,
      String how,
      MissingFact.Kind kind) {
    String names =
        peers.keySet().stream().map(ComponentVersion::toString).collect(Collectors.joining(", "));
    return new Untold(
        message.formatted(names),
        facts(peers),
        new MissingFact(wanted.formatted(names), "readers of " + version, how, kind));
  }

  private static List<CitedFact> facts(SortedMap<ComponentVersion, List<CitedFact>> peers) {
    return peers.values().stream().flatMap(List::stream).toList();
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

  /** Versions that an instance may be at which does not tell. */
  private List<ComponentVersion> unversioned() {
    return others(
        each ->
            scene.possiblyLive(each).stream().anyMatch(one -> one.version() == null)
                ? scene.environment().component(each).stream()
                    .flatMap(PeerReading::everKnown)
                    .distinct()
                    .toList()
                : List.of());
  }

  private static Stream<String> everKnown(ComponentFacts component) {
    return Stream.of(
            component.presences().stream().flatMap(each -> Stream.ofNullable(each.version())),
            component.endedLongAgo().keySet().stream(),
            component.versions().keySet().stream())
        .flatMap(each -> each);
  }

  private List<ComponentVersion> others(Function<String, Collection<String>> versions) {
    return scene.environment().components().keySet().stream()
        .filter(each -> !each.equals(version.component()))
        .flatMap(each -> versions.apply(each).stream().map(one -> new ComponentVersion(each, one)))
        .filter(each -> !CompatibilityReading.read(scene.at(), version, each).knownBad())
        .toList();
  }
}

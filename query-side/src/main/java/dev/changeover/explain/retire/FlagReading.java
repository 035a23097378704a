package dev.changeover.explain.retire;

import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.ReusedNames;
import dev.changeover.explain.retire.Readers.Untold;
import dev.changeover.projection.environment.dependant.FlagFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A flag: what it serves, whose code evaluates it, and whether its name was reused. */
record FlagReading(Scene scene, String flag) {

  List<RetireSubject> subjects() {
    Optional<FlagFacts> changes = Optional.ofNullable(scene.environment().flags().get(flag));
    Optional<PathFacts> path = Optional.ofNullable(scene.environment().paths().get(flag));
    List<RetireSubject> subjects = new ArrayList<>();
    if (changes.isEmpty() && path.isEmpty()) {
      return subjects;
    }
    List<Recorded<FlagChanged>> served = changes.map(FlagReading::served).orElse(List.of());
    subjects.add(arms(served, path));
    subjects.add(
        new NameToRetire(
            changes
                .map(each -> ReusedNames.ofFlag(scene.at(), each))
                .orElseGet(() -> ReusedNames.onlyOneMeaning("flag " + flag))));
    path.map(each -> new PathReading(scene, each, "flag " + flag).callers())
        .map(FlagReading::withoutCallers)
        .ifPresent(subjects::add);
    return subjects;
  }

  /** The latest change for each component; one that names none speaks for all the others. */
  private static List<Recorded<FlagChanged>> served(FlagFacts flag) {
    Map<String, Recorded<FlagChanged>> latest = new TreeMap<>();
    for (Recorded<FlagChanged> change : flag.changes()) {
      String component = change.event().component();
      if (component == null) {
        latest.clear();
      }
      latest.put(component == null ? "" : component, change);
    }
    return List.copyOf(latest.values());
  }

  private FlagArms arms(List<Recorded<FlagChanged>> served, Optional<PathFacts> path) {
    Optional<Readers> readers =
        path.map(each -> new PathReaders(scene, each, "flag " + flag).read());
    Optional<CallersOfPath> callers =
        path.map(each -> new PathReading(scene, each, "flag " + flag).callers());
    List<String> evaluating =
        Stream.concat(
                readers.stream().flatMap(each -> each.readers().stream()),
                callers.stream().flatMap(each -> each.names().stream()))
            .distinct()
            .toList();
    List<CitedFact> facts =
        Stream.concat(
                readers.stream().flatMap(each -> each.facts().stream()),
                callers.stream().flatMap(each -> each.callers().stream()))
            .distinct()
            .toList();
    return new FlagArms(
        flag,
        served.stream().map(each -> each.event().variant()).distinct().sorted().toList(),
        served.stream()
            .map(each -> scene.cite("flag " + flag, each.event().variant(), each))
            .toList(),
        evaluating,
        facts,
        untold(served, readers));
  }

  private Optional<MissingFact> untold(
      List<Recorded<FlagChanged>> served, Optional<Readers> readers) {
    if (served.isEmpty()) {
      return Optional.of(
          wanted(
              "what flag %s serves".formatted(flag), "Tell flag.changed of %s.".formatted(flag)));
    }
    return readers.isEmpty()
        ? Optional.of(
            wanted(
                "code that evaluates flag " + flag,
                "Tell path.introduced of %s, kind FLAG, with neededBy: the versions that evaluate it."
                    .formatted(flag)))
        : readers.flatMap(Readers::untold).map(Untold::missing);
  }

  private MissingFact wanted(String name, String howToGet) {
    return new MissingFact(name, "arms of flag " + flag, howToGet, MissingFact.Kind.DECLARATION);
  }

  /** Those that evaluate it are told with its arms; here only for how long it has been silent. */
  private static CallersOfPath withoutCallers(CallersOfPath callers) {
    return new CallersOfPath(
        callers.retired(),
        callers.asked(),
        List.of(),
        List.of(),
        callers.probes(),
        callers.how(),
        callers.watchedSince(),
        callers.gap(),
        callers.zeroFor(),
        callers.cycle(),
        callers.lastUse(),
        callers.graceOver(),
        callers.facts());
  }
}

package dev.changeover.explain.retire;

import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.CallersLeft;
import dev.changeover.explain.environment.ReusedNames;
import dev.changeover.explain.retire.CallersOfPath.Watched;
import dev.changeover.projection.environment.dependant.PathFacts;
import dev.changeover.projection.environment.dependant.Watch;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A compatibility path: who called it, who reads it, who owns it. Probes are no callers; they do
 * show that calls are watched.
 */
record PathReading(Scene scene, PathFacts path, String retired) {

  List<RetireSubject> subjects() {
    List<RetireSubject> subjects = new ArrayList<>();
    subjects.add(callers());
    subjects.add(new PathReaders(scene, path, retired).read());
    subjects.add(debt());
    ReusedNames.ofPath(scene.at(), path).map(NameToRetire::new).ifPresent(subjects::add);
    return subjects;
  }

  /** Whether it is a form of data, with readers, and not code that is called. */
  static boolean isData(PathFacts path) {
    return path.kind() == PathKind.COLUMN || path.kind() == PathKind.TOPIC;
  }

  CallersOfPath callers() {
    Duration cycle = scene.policy().longestBusinessCycle();
    CallersLeft callers = new CallersLeft(scene.at(), path);
    List<Map.Entry<String, Recorded<PathUsed>>> real = callers.real();
    List<Map.Entry<String, Recorded<PathUsed>>> mayComeBack = callers.mayComeBack();
    List<Map.Entry<String, Recorded<PathUsed>>> lately =
        mayComeBack.stream()
            .filter(each -> each.getValue().effectiveAt().isAfter(scene.ago(cycle)))
            .toList();
    Optional<Recorded<?>> lastUse =
        real.stream().<Recorded<?>>map(Map.Entry::getValue).max(Recorded.BY_TIME);
    return new CallersOfPath(
        retired,
        scene.instant(),
        lately.stream().map(each -> cited(each.getKey(), each.getValue())).toList(),
        lately.stream().map(each -> spoken(each.getKey())).toList(),
        path.callers().size() - real.size(),
        Watched.BY_PROBES,
        watchedSince().map(each -> scene.cite("watch of " + path.path(), "since then", each)),
        gap(mayComeBack),
        zeroFor(mayComeBack),
        cycle,
        lastUse.map(each -> scene.cite("last use of " + path.path(), "used", each)),
        lastUse.map(each -> each.effectiveAt().plus(scene.policy().grace())).orElse(Instant.MIN),
        path.callers().entrySet().stream()
            .filter(each -> callers.isProbe(each.getKey()))
            .map(each -> cited(each.getKey(), each.getValue()))
            .toList());
  }

  private CitedFact cited(String caller, Recorded<PathUsed> fact) {
    return scene.cite("use of " + path.path(), "by " + spoken(caller), fact);
  }

  private static String spoken(String caller) {
    return caller.isEmpty() ? "an unnamed caller" : caller;
  }

  /** When it was first heard of: from then on a use would have been told. */
  private Optional<Recorded<?>> watchedSince() {
    return Stream.<Recorded<?>>concat(
            Stream.ofNullable(path.introduced()), Stream.ofNullable(path.firstUsed()))
        .min(Recorded.BY_TIME);
  }

  /**
   * The last time in which no sign came that calls are told, since it was used by somebody who may
   * come back. Probes that call it are the sign; where none does, silence says nothing at all.
   */
  private Optional<Gap> gap(List<Map.Entry<String, Recorded<PathUsed>>> mayComeBack) {
    CallersLeft callers = new CallersLeft(scene.at(), path);
    Watch watch = path.watch();
    if (watch == null || path.callers().keySet().stream().noneMatch(callers::isProbe)) {
      return watchedSince().map(each -> new Gap(each.effectiveAt(), scene.instant()));
    }
    Duration longest = scene.policy().probeMaxAge();
    Gap now = new Gap(watch.until(), scene.instant());
    return Optional.of(now)
        .filter(each -> each.length().compareTo(longest) > 0)
        .or(() -> watch.lastGap(longest))
        .or(() -> beforeTheFirst(watch).filter(each -> each.length().compareTo(longest) > 0))
        .filter(
            gap ->
                mayComeBack.stream()
                    .noneMatch(each -> !each.getValue().effectiveAt().isBefore(gap.before())));
  }

  private Optional<Gap> beforeTheFirst(Watch watch) {
    return Optional.ofNullable(path.introduced())
        .map(each -> new Gap(each.effectiveAt(), watch.from()));
  }

  private Duration zeroFor(List<Map.Entry<String, Recorded<PathUsed>>> mayComeBack) {
    return Stream.of(
            mayComeBack.stream().map(each -> each.getValue().effectiveAt()),
            watchedSince().map(Recorded::effectiveAt).stream(),
            gap(mayComeBack).map(Gap::before).stream())
        .flatMap(each -> each)
        .max(Comparator.naturalOrder())
        .map(each -> Duration.between(each, scene.instant()))
        .orElse(Duration.ZERO);
  }

  private PathDebt debt() {
    return new PathDebt(
        retired,
        scene.instant(),
        Optional.ofNullable(path.owner()),
        Optional.ofNullable(path.expires()),
        Stream.<Recorded<?>>concat(
                Stream.ofNullable(path.introduced()), Stream.ofNullable(path.used()))
            .max(Recorded.BY_TIME)
            .map(each -> scene.cite(retired, "kept", each))
            .stream()
            .toList());
  }
}

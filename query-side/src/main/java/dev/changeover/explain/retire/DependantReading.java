package dev.changeover.explain.retire;

import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.retire.CallsToCome.Call;
import dev.changeover.explain.retire.CallsToCome.Kind;
import dev.changeover.projection.environment.component.ClientFacts;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import dev.changeover.projection.environment.dependant.ScheduleFacts;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Schedules, callbacks and clients that may need a version. A kind that is neither expected of the
 * component nor was ever mentioned for it is none.
 */
record DependantReading(Scene scene, ComponentVersion version) {

  List<RetireSubject> subjects() {
    return Stream.<Optional<? extends RetireSubject>>of(schedules(), callbacks(), clients())
        .<RetireSubject>flatMap(Optional::stream)
        .toList();
  }

  private Optional<CallsToCome> schedules() {
    List<ScheduleFacts> all =
        scene.environment().schedules().stream()
            .filter(each -> each.component().equals(version.component()))
            .toList();
    if (all.isEmpty() && !scene.isA(ComponentKind.SCHEDULED_JOB, version.component())) {
      return Optional.empty();
    }
    List<Call> naming =
        all.stream()
            .filter(each -> version.version().equals(each.version()))
            .filter(each -> each.active() && !isRemoved(each, all))
            .map(this::call)
            .sorted(Comparator.comparing(Call::name))
            .toList();
    return Optional.of(
        new CallsToCome(
            Kind.SCHEDULES,
            version,
            scene.instant(),
            naming,
            all.stream().map(this::cited).distinct().toList(),
            isToldOf(all) ? Optional.empty() : Optional.of(schedulesWanted())));
  }

  /** What other versions have, or had, says nothing of this one. */
  private boolean isToldOf(List<ScheduleFacts> all) {
    return all.stream()
        .anyMatch(each -> each.version() == null || version.version().equals(each.version()));
  }

  /** Removed by a word that names no version and so speaks for all. */
  private static boolean isRemoved(ScheduleFacts schedule, List<ScheduleFacts> all) {
    return all.stream()
        .filter(each -> each.version() == null && each.schedule().equals(schedule.schedule()))
        .flatMap(each -> Stream.ofNullable(each.removed()))
        .anyMatch(
            removed ->
                schedule
                    .seen()
                    .filter(seen -> removed.effectiveAt().isAfter(seen.effectiveAt()))
                    .isPresent());
  }

  private Call call(ScheduleFacts schedule) {
    return new Call(schedule.schedule(), Optional.ofNullable(schedule.next()), cited(schedule));
  }

  private CitedFact cited(ScheduleFacts schedule) {
    Recorded<?> fact =
        Stream.<Recorded<?>>concat(
                schedule.seen().stream(), Stream.<Recorded<?>>ofNullable(schedule.removed()))
            .max(Recorded.BY_TIME)
            .orElseThrow();
    String standing = schedule.active() ? "registered" : "removed";
    return scene.cite(
        "schedule " + schedule.schedule(),
        schedule.version() == null ? standing : standing + ", " + schedule.version(),
        fact);
  }

  private MissingFact schedulesWanted() {
    return new MissingFact(
        "schedules of " + version.component(),
        Kind.SCHEDULES.plural() + " of " + version,
        "Tell schedule.registered or schedule.removed for every schedule of %s."
            .formatted(version.component()),
        MissingFact.Kind.LOOKUP);
  }

  /** Those that are outstanding; an answer that has come is none. */
  private Optional<CallsToCome> callbacks() {
    List<CallbackFacts> all =
        scene.environment().callbacks().values().stream()
            .filter(each -> each.outstandingAt(scene.instant()))
            .filter(each -> isOurs(registered(each).component()))
            .toList();
    List<Call> naming =
        all.stream()
            .filter(each -> registered(each).component() != null)
            .filter(each -> version.version().equals(registered(each).version()))
            .map(
                each ->
                    new Call(
                        each.callback(),
                        Optional.ofNullable(registered(each).expires()),
                        cited(each)))
            .sorted(Comparator.comparing(Call::name))
            .toList();
    Optional<CallbackFacts> unversioned =
        all.stream()
            .filter(
                each -> registered(each).version() == null || registered(each).component() == null)
            .findFirst();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CallsToCome(
                Kind.CALLBACKS,
                version,
                scene.instant(),
                naming,
                all.stream().map(this::cited).toList(),
                unversioned.map(this::versionWanted)));
  }

  /** A callback that names no component may lead to any. */
  private boolean isOurs(@Nullable String component) {
    return component == null || version.component().equals(component);
  }

  /** Only what is outstanding is asked, and that was registered. */
  private static CallbackRegistered registered(CallbackFacts callback) {
    Recorded<CallbackRegistered> fact = callback.registered();
    if (fact == null) {
      throw new IllegalStateException(callback.callback() + " is outstanding, not registered");
    }
    return fact.event();
  }

  private CitedFact cited(CallbackFacts callback) {
    Recorded<CallbackRegistered> fact = callback.registered();
    CallbackRegistered told = registered(callback);
    String at = told.version() == null ? "at a version not told" : "at " + told.version();
    if (fact == null) {
      throw new IllegalStateException(callback.callback() + " is outstanding, not registered");
    }
    return scene.cite("callback " + callback.callback(), "outstanding, " + at, fact);
  }

  private MissingFact versionWanted(CallbackFacts callback) {
    return new MissingFact(
        "version that callback %s leads to".formatted(callback.callback()),
        Kind.CALLBACKS.plural() + " of " + version,
        "Tell callback.registered of %s with its version, or that it has come or expired."
            .formatted(callback.callback()),
        MissingFact.Kind.LOOKUP);
  }

  private Optional<ClientsLeft> clients() {
    SortedMap<String, ClientFacts> counts =
        scene
            .environment()
            .component(version.component())
            .map(ComponentFacts::clientCounts)
            .orElse(new TreeMap<>());
    if (counts.isEmpty() && !scene.isA(ComponentKind.FRONTEND, version.component())) {
      return Optional.empty();
    }
    return Optional.of(clients(Optional.ofNullable(counts.get(version.version()))));
  }

  private ClientsLeft clients(Optional<ClientFacts> counts) {
    Optional<Recorded<?>> lastActive =
        counts.flatMap(each -> Optional.<Recorded<?>>ofNullable(each.active()));
    return new ClientsLeft(
        version,
        scene.instant(),
        counts.map(each -> each.counted().event().activeClients()).orElse(0L),
        counts.map(
            each ->
                scene.cite(
                    "clients of " + version,
                    each.counted().event().activeClients() + " active",
                    each.counted(),
                    scene.policy().of(version.component()).dependantMaxAge())),
        supportEnded(),
        lastActive.map(each -> scene.cite("last active clients of " + version, "seen", each)),
        counts.flatMap(this::gap),
        counts.map(this::quiet).orElse(Duration.ZERO),
        scene.policy().of(version.component()).longestBusinessCycle());
  }

  private Optional<CitedFact> supportEnded() {
    return scene
        .environment()
        .component(version.component())
        .flatMap(each -> Optional.ofNullable(each.versions().get(version.version())))
        .flatMap(each -> Optional.ofNullable(each.marks().get(Mark.SUPPORT_ENDED)))
        .map(each -> scene.cite("mark of " + version, Mark.SUPPORT_ENDED.toString(), each));
  }

  /** The last time without a count since any was active. */
  private Optional<Gap> gap(ClientFacts counts) {
    return counts
        .watch()
        .lastGap(scene.policy().of(version.component()).dependantMaxAge())
        .filter(each -> counts.active() == null || each.before().isAfter(activeAt(counts)));
  }

  /** For how long none was active, within the time that they are watched without a gap. */
  private Duration quiet(ClientFacts counts) {
    if (counts.counted().event().activeClients() > 0) {
      return Duration.ZERO;
    }
    Instant since = gap(counts).map(Gap::before).orElseGet(() -> activeAt(counts));
    return Duration.between(since, scene.instant());
  }

  /** When the last were active; where none ever was: the start of the watch. */
  private static Instant activeAt(ClientFacts counts) {
    Recorded<?> active = counts.active();
    return active == null ? counts.watch().from() : active.effectiveAt();
  }
}

package dev.changeover.explain.rollback;

import dev.changeover.event.CacheEvent;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.CacheContent;
import dev.changeover.explain.rollback.DependantOfVersion.Kind;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import dev.changeover.projection.environment.dependant.ScheduleFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may need the versions of a component that would go. A kind that is neither expected of the
 * component nor was ever mentioned for it is none.
 */
record DependantReading(Scene scene, String component) {

  static List<RollbackSubject> subjects(Scene scene) {
    List<RollbackSubject> subjects = new ArrayList<>(ofComponents(scene));
    subjects.addAll(SharedCacheReading.subjects(scene));
    callbacksOfNobody(scene).ifPresent(subjects::add);
    return subjects;
  }

  /** What names no component may lead to any. */
  private static Optional<BlindSpot> callbacksOfNobody(Scene scene) {
    String name = "callbacks that name no component";
    List<CallbackFacts> untold =
        scene.environment().callbacks().values().stream()
            .filter(each -> each.outstandingAt(scene.instant()))
            .filter(each -> registered(each).filter(one -> one.component() == null).isPresent())
            .toList();
    return untold.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BlindSpot(
                name,
                "%s may lead to any component: none is told."
                    .formatted(
                        untold.stream()
                            .limit(ActionsInFlight.NAMED)
                            .map(CallbackFacts::callback)
                            .collect(Collectors.joining(", "))),
                untold.stream()
                    .limit(ActionsInFlight.NAMED)
                    .flatMap(each -> cited(scene, each))
                    .toList(),
                new MissingFact(
                    "component that outstanding callbacks lead to",
                    name,
                    "Tell callback.registered with its component and version, or that it has come"
                        + " or expired.",
                    MissingFact.Kind.LOOKUP)));
  }

  private static List<DependantOfVersion> ofComponents(Scene scene) {
    return scene.goingBack().stream()
        .map(each -> new DependantReading(scene, each))
        .flatMap(
            each -> Stream.of(each.cache(), each.schedules(), each.clients(), each.callbacks()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Entries of all formats: which of them the versions being left brought is not told. */
  private Optional<DependantOfVersion> cache() {
    CacheFacts cache = scene.environment().caches().get(component);
    if (cache == null) {
      return Optional.empty();
    }
    long entries = cache.entriesByFormat().values().stream().mapToLong(Long::longValue).sum();
    List<String> formats =
        cache.entriesByFormat().keySet().stream().map(Object::toString).sorted().toList();
    String counted =
        entries + (cache.latest().event() instanceof CacheEvent.CacheFlushed ? ", flushed" : "");
    boolean nothingTold = CacheContent.isUntold(cache);
    boolean isUntold = nothingTold || (entries == 0 && !CacheContent.unlisted(cache).isEmpty());
    Optional<MissingFact> untold =
        isUntold ? Optional.of(SharedCacheReading.formatsWanted(cache)) : Optional.empty();
    String value = nothingTold ? "no format told" : counted;
    return Optional.of(
        read(
            Kind.CACHE_ENTRIES,
            entries,
            formats,
            List.of(ageing("entries in the cache of " + component, value, cache.latest())),
            untold));
  }

  private Optional<DependantOfVersion> schedules() {
    List<ScheduleFacts> all =
        scene.environment().schedules().stream()
            .filter(each -> each.component().equals(component))
            .toList();
    if (all.isEmpty() && !isA(ComponentKind.SCHEDULED_JOB)) {
      return Optional.empty();
    }
    List<ScheduleFacts> ours =
        all.stream().filter(each -> each.active() && isLeft(each.version())).toList();
    return Optional.of(
        read(
            Kind.SCHEDULES,
            ours.size(),
            ours.stream().map(ScheduleFacts::schedule).distinct().sorted().toList(),
            (ours.isEmpty() ? all : ours).stream().flatMap(each -> cited(each).stream()).toList(),
            scene.left(component).stream().allMatch(left -> isToldOf(all, left))
                ? Optional.empty()
                : missing(Kind.SCHEDULES, "schedule.registered or schedule.removed")));
  }

  /** What other versions have, or had, says nothing of this one. */
  private static boolean isToldOf(List<ScheduleFacts> all, String left) {
    return all.stream().anyMatch(each -> each.version() == null || left.equals(each.version()));
  }

  private Optional<CitedFact> cited(ScheduleFacts schedule) {
    return Stream.<Recorded<?>>concat(
            schedule.seen().stream(), Stream.<Recorded<?>>ofNullable(schedule.removed()))
        .max(Recorded.BY_TIME)
        .map(
            fact ->
                scene
                    .cite()
                    .fact(
                        "schedule " + schedule.schedule(),
                        (schedule.active() ? "active" : "removed")
                            + (schedule.version() == null ? "" : ", " + schedule.version()),
                        fact));
  }

  private Optional<DependantOfVersion> clients() {
    Map<String, Recorded<ClientObserved>> told =
        scene
            .environment()
            .component(component)
            .<Map<String, Recorded<ClientObserved>>>map(ComponentFacts::clients)
            .orElse(Map.of());
    if (told.isEmpty() && !isA(ComponentKind.FRONTEND)) {
      return Optional.empty();
    }
    List<Recorded<ClientObserved>> ours = new ArrayList<>();
    told.forEach(
        (version, fact) -> {
          if (isLeft(version)) {
            ours.add(fact);
          }
        });
    boolean all = scene.left(component).stream().allMatch(told::containsKey);
    return Optional.of(
        read(
            Kind.CLIENTS,
            ours.stream().mapToLong(each -> each.event().activeClients()).sum(),
            List.of(),
            ours.stream()
                .map(
                    each ->
                        ageing(
                            "clients of %s %s".formatted(component, each.event().version()),
                            each.event().activeClients() + " active",
                            each))
                .toList(),
            all ? Optional.empty() : missing(Kind.CLIENTS, "client.observed")));
  }

  /** Those that are outstanding; an answer that has come is none. */
  private Optional<DependantOfVersion> callbacks() {
    List<CallbackFacts> all =
        scene.environment().callbacks().values().stream()
            .filter(each -> each.outstandingAt(scene.instant()))
            .filter(
                each ->
                    registered(each).filter(one -> component.equals(one.component())).isPresent())
            .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<CallbackFacts> ours =
        all.stream()
            .filter(each -> registered(each).filter(one -> isLeft(one.version())).isPresent())
            .toList();
    return Optional.of(
        read(
            Kind.CALLBACKS,
            ours.size(),
            ours.stream().map(CallbackFacts::callback).sorted().toList(),
            (ours.isEmpty() ? all : ours).stream().flatMap(each -> cited(scene, each)).toList(),
            Optional.empty()));
  }

  private static Stream<CitedFact> cited(Scene scene, CallbackFacts callback) {
    return Optional.ofNullable(callback.registered())
        .map(fact -> scene.cite().fact("callback " + fact.event().callback(), "registered", fact))
        .stream();
  }

  private static Optional<CallbackRegistered> registered(CallbackFacts callback) {
    return Optional.ofNullable(callback.registered()).map(Recorded::event);
  }

  private DependantOfVersion read(
      Kind kind,
      long count,
      List<String> names,
      List<CitedFact> facts,
      Optional<MissingFact> untold) {
    NavigableSet<String> left = scene.left(component);
    return new DependantOfVersion(
        kind,
        component,
        scene.targets().versions().getOrDefault(component, ""),
        component + " " + String.join(", ", left),
        count,
        names,
        facts,
        untold);
  }

  private Optional<MissingFact> missing(Kind kind, String event) {
    String name = kind.plural() + " of " + component;
    return Optional.of(
        new MissingFact(
            name,
            name,
            "Tell %s for every version of %s.".formatted(event, component),
            MissingFact.Kind.HEARTBEAT));
  }

  private CitedFact ageing(String name, String value, Recorded<?> fact) {
    return scene.cite().fact(name, value, fact, scene.policy().of(component).dependantMaxAge());
  }

  private boolean isA(ComponentKind kind) {
    return scene.kind(component).filter(kind::equals).isPresent();
  }

  /** A fact that names no version speaks for all of them. */
  private boolean isLeft(@Nullable String version) {
    return version == null || scene.left(component).contains(version);
  }
}

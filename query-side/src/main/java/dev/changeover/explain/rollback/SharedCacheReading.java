package dev.changeover.explain.rollback;

import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.CacheContent;
import dev.changeover.explain.rollback.DependantOfVersion.Kind;
import dev.changeover.projection.environment.dependant.CacheFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Caches that are components of their own: who reads them is not told, so that entries of a format
 * first found since the release began may be foreign to any of its targets.
 */
record SharedCacheReading(Scene scene, CacheFacts cache) {

  static List<DependantOfVersion> subjects(Scene scene) {
    return scene.goingBack().isEmpty()
        ? List.of()
        : scene.environment().caches().values().stream()
            .filter(each -> !scene.goingBack().contains(each.component()))
            .filter(each -> !isOwn(scene, each.component()))
            .flatMap(each -> new SharedCacheReading(scene, each).subject().stream())
            .toList();
  }

  /** Assumed: under the name of something that runs it is its own, and nobody else reads it. */
  private static boolean isOwn(Scene scene, String name) {
    return scene.kind(name).filter(kind -> kind != ComponentKind.CACHE).isPresent();
  }

  private Optional<DependantOfVersion> subject() {
    List<Map.Entry<MessageForm, Long>> brought =
        cache.entriesByFormat().entrySet().stream()
            .filter(each -> each.getValue() > 0 && isNew(each.getKey().toString()))
            .toList();
    CitedFact fact = counted();
    Optional<MissingFact> untold =
        CacheContent.isUntold(cache) || CacheContent.unlisted(cache).stream().anyMatch(this::isNew)
            ? Optional.of(formatsWanted(cache))
            : Optional.empty();
    return brought.isEmpty() && untold.isEmpty() && !fact.stale()
        ? Optional.empty()
        : Optional.of(
            new DependantOfVersion(
                Kind.CACHE_ENTRIES,
                cache.component(),
                "readers, once back at %s,".formatted(targets()),
                cache.component(),
                brought.stream().mapToLong(Map.Entry::getValue).sum(),
                brought.stream().map(each -> each.getKey().toString()).sorted().toList(),
                List.of(fact),
                untold));
  }

  private boolean isNew(String format) {
    Recorded<CacheObserved> first = cache.formats().get(format);
    Optional<Instant> began =
        scene
            .release()
            .flatMap(each -> Optional.ofNullable(each.started()))
            .map(Recorded::effectiveAt);
    return first == null || began.filter(each -> first.effectiveAt().isBefore(each)).isEmpty();
  }

  private CitedFact counted() {
    String entries =
        cache.entriesByFormat().entrySet().stream()
            .map(each -> "%s: %d".formatted(each.getKey(), each.getValue()))
            .sorted()
            .collect(Collectors.joining(", "));
    return scene
        .cite()
        .fact(
            "entries in the cache of " + cache.component(),
            entries.isEmpty() ? "no format told" : entries,
            cache.latest(),
            scene.policy().of(cache.component()).dependantMaxAge());
  }

  static MissingFact formatsWanted(CacheFacts cache) {
    String name = Kind.CACHE_ENTRIES.plural() + " of " + cache.component();
    return new MissingFact(
        name + " by format",
        name,
        "Tell cache.observed of %s with its entries by format; 0 for those that are gone."
            .formatted(cache.component()),
        MissingFact.Kind.HEARTBEAT);
  }

  private String targets() {
    return scene.goingBack().stream()
        .map(each -> each + " " + scene.targets().versions().getOrDefault(each, ""))
        .collect(Collectors.joining(", "));
  }
}

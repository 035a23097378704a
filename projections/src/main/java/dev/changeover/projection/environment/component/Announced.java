package dev.changeover.projection.environment.component;

import dev.changeover.event.Recorded;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which versions pipelines have put in place. Deploying one version leaves others where they are;
 * upgrading or rolling back replaces them; removing ends one, or all.
 */
final class Announced {
  private Announced() {}

  static SortedMap<String, Recorded<?>> of(
      SortedMap<String, VersionFacts> versions, @Nullable Recorded<?> serviceRemoved) {
    SortedMap<String, Recorded<?>> announced = new TreeMap<>();
    for (VersionFacts version : versions.values()) {
      version
          .announcements()
          .put()
          .filter(put -> !removed(version, put, serviceRemoved))
          .filter(put -> !replaced(version, put, versions))
          .ifPresent(put -> announced.put(version.version(), put));
    }
    return Collections.unmodifiableSortedMap(announced);
  }

  private static boolean removed(
      VersionFacts version, Recorded<?> put, @Nullable Recorded<?> serviceRemoved) {
    boolean service =
        serviceRemoved != null && !serviceRemoved.effectiveAt().isBefore(put.effectiveAt());
    return service
        || version
            .announcements()
            .end()
            .filter(end -> !end.effectiveAt().isBefore(put.effectiveAt()))
            .isPresent();
  }

  private static boolean replaced(
      VersionFacts version, Recorded<?> put, SortedMap<String, VersionFacts> versions) {
    return versions.values().stream()
        .filter(other -> !other.version().equals(version.version()))
        .flatMap(other -> other.announcements().replacing().stream())
        .anyMatch(replacing -> Recorded.BY_TIME.compare(replacing, put) > 0);
  }
}

package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ArtifactKind;
import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one version of a component apart from its instances. Each fact is the latest of
 * its kind; null or a missing key: never told.
 */
public record VersionFacts(
    String component,
    String version,
    Announcements announcements,
    SortedMap<Mark, Recorded<VersionMarked>> marks,
    SortedMap<ArtifactKind, Recorded<ArtifactObserved>> artifacts,
    @Nullable Recorded<CapacityObserved> capacity) {

  /** Nothing known yet. */
  public static VersionFacts none(String component, String version) {
    return new VersionFacts(component, version, Announcements.NONE, Join.none(), Join.none(), null);
  }

  public VersionFacts announced(UnaryOperator<Announcements> change) {
    return new VersionFacts(
        component, version, change.apply(announcements), marks, artifacts, capacity);
  }

  public VersionFacts marked(Recorded<VersionMarked> fact) {
    return new VersionFacts(
        component,
        version,
        announcements,
        Join.latest(marks, fact.event().mark(), fact),
        artifacts,
        capacity);
  }

  public VersionFacts artifact(Recorded<ArtifactObserved> fact) {
    return new VersionFacts(
        component,
        version,
        announcements,
        marks,
        Join.latest(artifacts, fact.event().what(), fact),
        capacity);
  }

  public VersionFacts capacity(Recorded<CapacityObserved> fact) {
    return new VersionFacts(
        component, version, announcements, marks, artifacts, Recorded.latest(capacity, fact));
  }
}

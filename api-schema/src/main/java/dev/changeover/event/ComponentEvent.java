package dev.changeover.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Presence of components and what is known of their versions; {@code
 * component/<environment>/<name>}.
 */
public sealed interface ComponentEvent extends Event {
  String component();

  /**
   * A component was seen at a version, by whatever means.
   *
   * @param kind null where the source does not say
   * @param instance null where the whole component was seen, not one instance
   * @param share part of the traffic, 0 to 1
   * @param since when this version is known to run from
   * @param interval how often the source repeats this; null: the policy's default
   */
  record ComponentObserved(
      String component,
      @Nullable ComponentKind kind,
      String version,
      @Nullable String instance,
      @Nullable Double share,
      @Nullable Instant since,
      @Nullable Duration interval)
      implements ComponentEvent {}

  /** A version, or one instance of it, is gone for good. */
  record ComponentRemoved(String component, String version, @Nullable String instance)
      implements ComponentEvent {}

  /** Clients (browser bundles, mobile apps) of a version that were active in a window. */
  record ClientObserved(
      String component, String version, long activeClients, @Nullable Duration window)
      implements ComponentEvent {}

  /**
   * A version was put into an environment, as a pipeline announced it (CDEvents service.deployed).
   */
  record VersionDeployed(String component, String version, @Nullable String artifact)
      implements ComponentEvent {}

  /** CDEvents service.upgraded. */
  record VersionUpgraded(String component, String version, @Nullable String artifact)
      implements ComponentEvent {}

  /** CDEvents service.rolledback: the version that it was rolled back to. */
  record VersionRolledBack(String component, String version, @Nullable String artifact)
      implements ComponentEvent {}

  /** CDEvents service.removed. Version null: the whole service. */
  record VersionRemoved(String component, @Nullable String version) implements ComponentEvent {}

  /** CDEvents service.published: reachable by its users. */
  record VersionPublished(String component, @Nullable String version) implements ComponentEvent {}

  record VersionMarked(String component, String version, Mark mark, @Nullable String reason)
      implements ComponentEvent {}

  record ArtifactObserved(String component, String version, ArtifactKind what, boolean available)
      implements ComponentEvent {}

  /** Ready and needed instances. */
  record CapacityObserved(String component, String version, int ready, int needed)
      implements ComponentEvent {}

  /** What somebody says of a version. */
  enum Mark {
    FAULTY,
    REVOKED,
    LAST_KNOWN_GOOD,
    SUPPORT_ENDED
  }

  /** What a version needs to be started again. */
  enum ArtifactKind {
    ARTIFACT,
    CONFIG,
    SECRET,
    CERTIFICATE,
    MIGRATION_FILE
  }
}

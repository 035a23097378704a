package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.ComponentEvent.VersionDeployed;
import dev.changeover.event.ComponentEvent.VersionPublished;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentEvent.VersionRolledBack;
import dev.changeover.event.ComponentEvent.VersionUpgraded;
import dev.changeover.event.Recorded;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What pipelines told of one version; each the latest of its kind, null: never told.
 *
 * @param removed CDEvents {@code service.removed} that names this version
 * @param ended {@code component.removed} that names no instance
 */
public record Announcements(
    @Nullable Recorded<VersionDeployed> deployed,
    @Nullable Recorded<VersionUpgraded> upgraded,
    @Nullable Recorded<VersionRolledBack> rolledBack,
    @Nullable Recorded<VersionPublished> published,
    @Nullable Recorded<VersionRemoved> removed,
    @Nullable Recorded<ComponentRemoved> ended) {

  static final Announcements NONE = new Announcements(null, null, null, null, null, null);

  /** The latest announcement that the version was put here, by whatever kind of deployment. */
  public Optional<Recorded<?>> put() {
    return latest(deployed, upgraded, rolledBack);
  }

  /** The latest announcement that replaces whatever version ran before. */
  Optional<Recorded<?>> replacing() {
    return latest(upgraded, rolledBack);
  }

  /** The latest announcement that the version is gone. */
  Optional<Recorded<?>> end() {
    return latest(removed, ended);
  }

  private static Optional<Recorded<?>> latest(@Nullable Recorded<?>... facts) {
    return Stream.of(facts).<Recorded<?>>flatMap(Stream::ofNullable).max(Recorded.BY_TIME);
  }

  public Announcements deployed(Recorded<VersionDeployed> fact) {
    return new Announcements(
        Recorded.latest(deployed, fact), upgraded, rolledBack, published, removed, ended);
  }

  public Announcements upgraded(Recorded<VersionUpgraded> fact) {
    return new Announcements(
        deployed, Recorded.latest(upgraded, fact), rolledBack, published, removed, ended);
  }

  public Announcements rolledBack(Recorded<VersionRolledBack> fact) {
    return new Announcements(
        deployed, upgraded, Recorded.latest(rolledBack, fact), published, removed, ended);
  }

  public Announcements published(Recorded<VersionPublished> fact) {
    return new Announcements(
        deployed, upgraded, rolledBack, Recorded.latest(published, fact), removed, ended);
  }

  public Announcements removed(Recorded<VersionRemoved> fact) {
    return new Announcements(
        deployed, upgraded, rolledBack, published, Recorded.latest(removed, fact), ended);
  }

  public Announcements ended(Recorded<ComponentRemoved> fact) {
    return new Announcements(
        deployed, upgraded, rolledBack, published, removed, Recorded.latest(ended, fact));
  }
}

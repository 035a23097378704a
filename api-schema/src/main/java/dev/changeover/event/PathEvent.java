package dev.changeover.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Temporary code, columns, topics and endpoints kept for an overlap; {@code
 * path/<environment>/<name>}.
 */
public sealed interface PathEvent extends Event {
  String path();

  record PathIntroduced(
      String path,
      @Nullable PathKind kind,
      Map<String, VersionRange> neededBy,
      @Nullable String owner,
      @Nullable Instant expires,
      List<String> callers)
      implements PathEvent {}

  record PathUsed(
      String path,
      @Nullable PathKind kind,
      Map<String, VersionRange> neededBy,
      @Nullable String owner,
      @Nullable Instant expires,
      List<String> callers)
      implements PathEvent {}

  record PathRemoved(
      String path,
      @Nullable PathKind kind,
      Map<String, VersionRange> neededBy,
      @Nullable String owner,
      @Nullable Instant expires,
      List<String> callers)
      implements PathEvent {}

  /** What kind of thing is kept. */
  enum PathKind {
    CODE,
    COLUMN,
    TOPIC,
    ENDPOINT,
    FLAG
  }
}

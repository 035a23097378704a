package dev.changeover.explain.rollback;

import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What would go back to what.
 *
 * @param versions component to the version it would go back to
 * @param unknown parts of the target that nobody has told
 * @param release the release that would be undone; empty: none was asked about, or it was never
 *     seen
 */
record Targets(
    SortedMap<String, String> versions, List<BlindSpot> unknown, Optional<ReleaseFacts> release) {

  /** For people, e.g. {@code checkout 2.3.1, order-worker 5.0.2}; empty: nothing is known. */
  String label() {
    return versions.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}

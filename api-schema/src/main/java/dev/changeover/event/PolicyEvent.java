package dev.changeover.event;

import java.util.Map;

/**
 * What an environment declares of itself, {@code policy/<environment>/all}, and changes of
 * entities, {@code entity/<environment>/<key>}.
 */
public sealed interface PolicyEvent extends Event {
  /** Values by name, as text; names and defaults in {@code docs/policy.md}. */
  record PolicyDeclared(Map<String, String> values) implements PolicyEvent {}

  /** Somebody else changed the entity of a business key. */
  record EntityChanged(String key, String version, String by) implements PolicyEvent {}
}

package dev.changeover.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is declared and proved of versions living side by side; {@code
 * coexistence/<environment>/<a>/<b>}.
 */
public sealed interface CoexistenceEvent extends Event {

  /** Which versions of {@code a} may live beside which of {@code b}, until when. Symmetric. */
  record CoexistenceDeclared(
      Side a, Side b, Compatibility verdict, @Nullable Instant until, @Nullable String source)
      implements CoexistenceEvent {}

  /** Two exact versions were tried together. Symmetric. {@code by}: who or what tried them. */
  record PairVerified(ComponentVersion a, ComponentVersion b, @Nullable String by, Outcome outcome)
      implements CoexistenceEvent {}

  record Side(String component, VersionRange versions) {}

  /** Whether two versions may live side by side. */
  enum Compatibility {
    ALLOWED,
    FORBIDDEN
  }
}

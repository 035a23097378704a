package dev.changeover.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probes, {@code probe/<environment>/<name>}, and tests, {@code verification/<environment>/<id>}.
 */
public sealed interface VerificationEvent extends Event {

  /** A synthetic flow ended. {@code hops}: the parts it went through, in order. */
  record ProbeFinished(
      String probe,
      @Nullable String actionType,
      @Nullable ActionRef action,
      List<ComponentVersion> exercised,
      List<String> hops,
      Outcome outcome)
      implements VerificationEvent {}

  /** CDEvents testsuiterun, testcaserun finished; testoutput published. */
  record VerificationFinished(
      String verification, String kind, @Nullable String outcome, @Nullable String detail)
      implements VerificationEvent {}
}

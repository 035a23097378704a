package dev.changeover.projection.environment;

import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.IncidentEvent.IncidentResolved;
import dev.changeover.event.Recorded;
import org.jspecify.annotations.Nullable;

/** An incident: when it was last opened and last resolved; null: never told. */
public record IncidentFacts(
    String incident,
    @Nullable Recorded<IncidentOpened> opened,
    @Nullable Recorded<IncidentResolved> resolved) {

  static IncidentFacts none(String incident) {
    return new IncidentFacts(incident, null, null);
  }

  IncidentFacts opened(Recorded<IncidentOpened> fact) {
    return new IncidentFacts(incident, Recorded.latest(opened, fact), resolved);
  }

  IncidentFacts resolved(Recorded<IncidentResolved> fact) {
    return new IncidentFacts(incident, opened, Recorded.latest(resolved, fact));
  }

  /** Opened and not resolved at or after that. */
  public boolean open() {
    return opened != null
        && (resolved == null || resolved.effectiveAt().isBefore(opened.effectiveAt()));
  }
}

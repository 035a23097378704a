package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.SchemaVersion;
import dev.changeover.projection.environment.component.ComponentFacts;
import java.util.List;
import java.util.Optional;

/**
 * Parts of the environment of which it cannot be told what the step would meet there: peers that
 * nobody can see, instances that tell no version, and schemas of which nobody told the version.
 */
record PartsOutOfSight(Rollout rollout) {

  static List<Unseen> subjects(Rollout rollout) {
    PartsOutOfSight parts = new PartsOutOfSight(rollout);
    return rollout.parts().stream().flatMap(each -> parts.blind(each).stream()).toList();
  }

  private Optional<Unseen> blind(String name) {
    if (rollout.at().isSchema(name)) {
      return SchemaVersion.of(rollout.at(), name).isPresent()
          ? Optional.empty()
          : Optional.of(schemaUnknown(name));
    }
    Optional<ComponentFacts> component = rollout.at().facts().component(name);
    boolean planned = rollout.at().planned(name).isPresent();
    boolean lost =
        component
            .filter(each -> !each.presences().isEmpty() || !each.announced().isEmpty())
            .filter(each -> !each.isDeterminate(rollout.instant(), rollout.policy()))
            .filter(each -> !rollout.at().isGone(each))
            .isPresent();
    if (!planned && (lost || rollout.at().clientsAreOutOfSight(name))) {
      return Optional.of(peerUnknown(name));
    }
    return planned ? Optional.empty() : unversioned(name);
  }

  private Optional<Unseen> unversioned(String name) {
    List<CitedFact> without =
        rollout.at().possiblyLive(name).stream()
            .filter(each -> each.version() == null)
            .map(rollout.at()::cite)
            .toList();
    return without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Unseen.of(
                "versions of " + name,
                "%s has live instances that do not tell a version.".formatted(name),
                without,
                "Let every instance of %s report its version.".formatted(name),
                MissingFact.Kind.HEARTBEAT));
  }

  private Unseen schemaUnknown(String schema) {
    return Unseen.of(
        "version of " + schema,
        "At which version %s is is not known.".formatted(schema),
        rollout.at().lastSeen(schema).stream().toList(),
        "Tell component.observed of %s with the version that it is at.".formatted(schema),
        MissingFact.Kind.LOOKUP);
  }

  private Unseen peerUnknown(String peer) {
    Optional<CitedFact> last = rollout.at().lastSeen(peer);
    return Unseen.of(
        "versions of " + peer,
        "Nothing has been heard of %s lately, so what the step would meet there is not known."
            .formatted(peer),
        last.stream().toList(),
        rollout.at().clientsAreOutOfSight(peer)
            ? "Count the clients of %s by version and send client.observed.".formatted(peer)
            : "Let %s report: a heartbeat, spans or component.observed; or send component.removed."
                .formatted(peer),
        MissingFact.Kind.HEARTBEAT);
  }
}

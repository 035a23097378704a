package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.ClientsLeft;
import java.util.List;
import java.util.Optional;

/** What was delivered to clients is theirs until it has aged out or its support has ended. */
public record ClientsOfTheVersionRemain() implements SigningRule<ClientsLeft> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-07");
  }

  @Override
  public String title() {
    return "Clients of the version remain";
  }

  @Override
  public Class<ClientsLeft> judges() {
    return ClientsLeft.class;
  }

  @Override
  public Optional<Finding> judge(ClientsLeft subject) {
    if (!subject.isTold()) {
      return Optional.empty();
    }
    if (subject.active() == 0) {
      return subject.haveAgedOut() || subject.supportEnded().isPresent()
          ? supports(
              subject,
              "No client of %s is active, and %s."
                  .formatted(
                      subject.version(),
                      subject.supportEnded().isPresent()
                          ? "its support has ended"
                          : "none was for a whole business cycle"),
              subject.facts())
          : Optional.empty();
    }
    String message = "%d clients of %s are active".formatted(subject.active(), subject.version());
    return subject.supportEnded().isPresent()
        ? requires(
            subject,
            message + ", though its support has ended.",
            subject.facts(),
            new Remedy(
                Remedy.Kind.WAIT,
                "Wait until they are gone, or accept that they stop working.",
                "client.observed of %s counts 0".formatted(subject.version())))
        : blocks(
            subject,
            message + ", and its support has not ended.",
            subject.facts(),
            new Remedy(
                Remedy.Kind.WAIT,
                "Wait until they have aged out, or end the support of %s."
                    .formatted(subject.version()),
                "client.observed of %s counts 0, or version.marked SUPPORT_ENDED"
                    .formatted(subject.version())),
            new Harm(Harm.Kind.CLIENT, subject.active(), List.of()));
  }
}

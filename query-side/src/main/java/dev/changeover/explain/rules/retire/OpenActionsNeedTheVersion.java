package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.OpenActions;
import java.util.List;
import java.util.Optional;

/** Work that was begun on a version may be ended only by that version. */
public record OpenActionsNeedTheVersion() implements SigningRule<OpenActions> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-02");
  }

  @Override
  public String title() {
    return "Actions that are open on the version need it until they end";
  }

  @Override
  public Class<OpenActions> judges() {
    return OpenActions.class;
  }

  @Override
  public Optional<Finding> judge(OpenActions subject) {
    if (subject.pinnedCount() == 0) {
      return subject.untoldCount() == 0 && subject.unplaced().isEmpty()
          ? supports(
              subject,
              "No action is open that began on %s or was last seen on it."
                  .formatted(subject.version()),
              List.of(subject.readAt()))
          : Optional.empty();
    }
    long count = subject.pinnedCount();
    return blocks(
        subject,
        "%d %s open on %s%s: %s."
            .formatted(
                count,
                count == 1 ? "action is" : "actions are",
                subject.version(),
                count == 1 ? "" : ", the oldest first",
                subject.named()),
        subject.facts(),
        new Remedy(
            Remedy.Kind.DRAIN,
            "Keep %s until %s ended, or move %s to another version."
                .formatted(
                    subject.version(),
                    count == 1 ? "it has" : "they have",
                    count == 1 ? "it" : "them"),
            "none of these actions is open any more"),
        subject.harm());
  }
}

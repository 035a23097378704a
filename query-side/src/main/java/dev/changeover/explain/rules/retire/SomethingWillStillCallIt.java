package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.CallsToCome;
import dev.changeover.explain.retire.CallsToCome.Call;
import dev.changeover.explain.retire.CallsToCome.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was registered with a version comes to it, whether it is there or not. */
public record SomethingWillStillCallIt() implements SigningRule<CallsToCome> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-06");
  }

  @Override
  public String title() {
    return "A schedule or a callback that names the version is still to come";
  }

  @Override
  public Class<CallsToCome> judges() {
    return CallsToCome.class;
  }

  @Override
  public Optional<Finding> judge(CallsToCome subject) {
    if (subject.naming().isEmpty()) {
      return subject.untold().isEmpty()
          ? supports(
              subject,
              "None of the %s of %s leads to %s."
                  .formatted(
                      subject.kind().plural(), subject.version().component(), subject.version()),
              subject.facts())
          : Optional.empty();
    }
    boolean schedules = subject.kind() == Kind.SCHEDULES;
    return blocks(
        subject,
        "%s of %s: %s."
            .formatted(
                schedules ? "Schedules will fire on instances" : "Callbacks will come to instances",
                subject.version(),
                calls(subject)),
        subject.naming().stream().map(Call::fact).toList(),
        schedules
            ? new Remedy(
                Remedy.Kind.CONFIGURE,
                "Point them at another version, and tell schedule.removed for this one.",
                "no schedule names %s".formatted(subject.version()))
            : new Remedy(
                Remedy.Kind.WAIT,
                "Keep what they lead to until they have come or expired.",
                "callback.received or callback.expired for each of them"),
        subject.harm());
  }

  private static String calls(CallsToCome subject) {
    return subject.naming().stream()
        .map(
            each ->
                each.next()
                    .map(next -> "%s (%s)".formatted(each.name(), spoken(subject, next)))
                    .orElse(each.name()))
        .collect(Collectors.joining(", "));
  }

  private static String spoken(CallsToCome subject, Instant moment) {
    String verb = subject.kind() == Kind.SCHEDULES ? "at " : "until ";
    return verb + SpokenTime.moment(moment, subject.asked());
  }
}

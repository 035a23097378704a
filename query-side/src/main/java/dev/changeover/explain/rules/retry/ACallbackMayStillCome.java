package dev.changeover.explain.rules.retry;

import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** An answer that is awaited inside its window. */
public record ACallbackMayStillCome() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-22");
  }

  @Override
  public String title() {
    return "A third party may still answer";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    List<CallbackFacts> awaited = subject.outstandingCallbacks();
    if (awaited.isEmpty()) {
      return Optional.empty();
    }
    String names = awaited.stream().map(CallbackFacts::callback).collect(Collectors.joining(", "));
    List<Recorded<CallbackRegistered>> registered =
        awaited.stream().map(CallbackFacts::registered).filter(Objects::nonNull).toList();
    boolean endless = registered.stream().anyMatch(each -> each.event().expires() == null);
    String until =
        endless
            ? ""
            : registered.stream()
                .map(each -> Objects.requireNonNull(each.event().expires()))
                .max(Comparator.naturalOrder())
                .map(end -> " until " + subject.say(end))
                .orElse("");
    return requires(
        subject,
        "An answer may still come%s: %s.".formatted(until, names),
        subject.cite().facts(registered),
        new Remedy(
            Remedy.Kind.WAIT,
            endless
                ? "Ask the provider whether %s will still come; its window has no end."
                    .formatted(names)
                : "Wait for %s%s, or ask the provider.".formatted(names, until),
            "callback.received or callback.expired for " + names));
  }
}

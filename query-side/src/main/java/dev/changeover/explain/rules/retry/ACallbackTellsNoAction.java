package dev.changeover.explain.rules.retry;

import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answer may be one to this action, and would come beside its retry. */
public record ACallbackTellsNoAction() implements SigningRule<ActionUnderRetry> {
  private static final int NAMED = 5;

  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "A callback that may still come does not tell its action";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    List<Recorded<CallbackRegistered>> awaited = subject.callbacksOfNobody();
    if (awaited.isEmpty()) {
      return Optional.empty();
    }
    List<Recorded<CallbackRegistered>> named = awaited.stream().limit(NAMED).toList();
    String names =
        named.stream().map(each -> each.event().callback()).collect(Collectors.joining(", "));
    return undetermined(
        subject,
        "An answer may still come that was registered while %s ran, and nobody told for which action: %s."
            .formatted(subject.action(), names),
        subject.cite().facts(named),
        new MissingFact(
            "the actions that outstanding callbacks are for",
            subject.name(),
            "Tell callback.registered of %s with its action, or that it has come or expired."
                .formatted(names),
            MissingFact.Kind.LOOKUP));
  }
}

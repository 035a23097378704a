package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import dev.changeover.explain.retry.RecordGap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Effects may have happened that nobody told of. */
public record ItsRecordHasGaps() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-30");
  }

  @Override
  public String title() {
    return "A part of the record is missing or out of order";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    List<RecordGap> gaps = subject.gaps();
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    String what = gaps.stream().map(RecordGap::what).collect(Collectors.joining("; "));
    return undetermined(
        subject,
        "The record of %s has gaps, so effects may be unseen: %s."
            .formatted(subject.action(), what),
        subject
            .cite()
            .facts(gaps.stream().flatMap(gap -> gap.shownBy().stream()).distinct().toList()),
        new MissingFact(
            "the whole record of " + subject.action(),
            subject.name(),
            "Send what is missing of %s, or look up its effects at the callees."
                .formatted(subject.action()),
            MissingFact.Kind.LOOKUP));
  }
}

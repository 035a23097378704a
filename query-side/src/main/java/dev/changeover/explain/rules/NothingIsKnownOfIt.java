package dev.changeover.explain.rules;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Question;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.Unspoken;
import java.util.List;
import java.util.Optional;

/** Rule 00 of each question: what no rule speaks of is not known to be safe. */
public record NothingIsKnownOfIt(Question question) implements SigningRule<Unspoken> {
  @Override
  public RuleId id() {
    return new RuleId(question + "-00");
  }

  @Override
  public String title() {
    return "Nothing is known about a subject, so nothing speaks for it";
  }

  @Override
  public Class<Unspoken> judges() {
    return Unspoken.class;
  }

  @Override
  public Optional<Finding> judge(Unspoken subject) {
    return subject.question() == question
        ? undetermined(
            subject,
            subject.subject().whatIsNotKnown(),
            List.of(),
            subject.subject().whatNobodyTold())
        : Optional.empty();
  }
}

package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.FormInQueue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages that no live worker takes strand or are discarded. */
public record AFormHasNoTaker() implements SigningRule<FormInQueue> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-06");
  }

  @Override
  public String title() {
    return "Every form that is made must have takers";
  }

  @Override
  public Class<FormInQueue> judges() {
    return FormInQueue.class;
  }

  @Override
  public Optional<Finding> judge(FormInQueue subject) {
    List<CitedFact> facts =
        Stream.of(subject.producers(), subject.takers(), subject.refusers(), subject.gone())
            .flatMap(List::stream)
            .distinct()
            .toList();
    if (subject.takers().isEmpty()) {
      return blocks(
          subject,
          "No live worker takes %s from %s%s%s."
              .formatted(
                  subject.form(),
                  subject.queue(),
                  subject.producers().isEmpty() ? "" : ", and it is being made",
                  waiting(subject)),
          Stream.concat(facts.stream(), subject.content().stream()).toList(),
          new Remedy(
              Remedy.Kind.DEPLOY,
              "Deploy workers that take %s.".formatted(subject.form()),
              "a live worker reports that it accepts it"),
          new Harm(Harm.Kind.MESSAGE, subject.known(), List.of()));
    }
    return subject.refusers().isEmpty()
        ? supports(
            subject,
            "All live workers on %s take %s, hand it back or park it."
                .formatted(subject.queue(), subject.form()),
            facts)
        : blocks(
            subject,
            "%d of %d live workers on %s do not take %s, and are not known to hand it back or park it."
                .formatted(
                    subject.refusers().size(),
                    subject.refusers().size() + subject.takers().size(),
                    subject.queue(),
                    subject.form()),
            facts,
            new Remedy(
                Remedy.Kind.DEPLOY,
                "Finish the deployment of the workers, or stop making %s."
                    .formatted(subject.form()),
                "all live workers report that they accept it"),
            new Harm(Harm.Kind.MESSAGE, subject.known(), List.of()));
  }

  /** A count that is too old says that some waited, and not how many do. */
  private static String waiting(FormInQueue subject) {
    if (subject.waiting().isEmpty()) {
      return subject
          .content()
          .map(
              each ->
                  "; what waits was last counted at %s, too long ago"
                      .formatted(each.spokenMoment()))
          .orElse("");
    }
    return subject.known() == 0 ? "" : "; %d wait".formatted(subject.known());
  }
}

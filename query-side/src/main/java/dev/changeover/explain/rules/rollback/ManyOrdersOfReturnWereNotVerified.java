package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.UnverifiedOrders;
import java.util.List;
import java.util.Optional;

/** What is lacking of a thousand pairs is read once, not a thousand times. */
public record ManyOrdersOfReturnWereNotVerified() implements SigningRule<UnverifiedOrders> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-20");
  }

  @Override
  public String title() {
    return "Where many go back, one order of each two must have been verified";
  }

  @Override
  public Class<UnverifiedOrders> judges() {
    return UnverifiedOrders.class;
  }

  @Override
  public Optional<Finding> judge(UnverifiedOrders subject) {
    int pairs = subject.orders().size();
    return undetermined(
        subject,
        "%d components go back, and of %d pairs of them no order was verified: %s."
            .formatted(subject.components(), pairs, subject.named()),
        List.of(),
        new MissingFact(
            "verification of %d pairs".formatted(pairs),
            subject.name(),
            "Run them beside each other and send pair.verified of each two, %s first; or roll back fewer components at once."
                .formatted(subject.first()),
            MissingFact.Kind.VERIFICATION));
  }
}

package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.rollback.OrderOfReturn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * While two components go back, a mixed pair lives for a while: one of the two must be known to
 * work.
 */
public record OneOrderOfReturnWasVerified() implements SigningRule<OrderOfReturn> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-20");
  }

  @Override
  public String title() {
    return "Where two go back, one order of it must have been verified";
  }

  @Override
  public Class<OrderOfReturn> judges() {
    return OrderOfReturn.class;
  }

  @Override
  public Optional<Finding> judge(OrderOfReturn subject) {
    if (subject.end().knownBad() || subject.usable().isEmpty()) {
      return Optional.empty();
    }
    if (!subject.endIsProved()) {
      return undetermined(
          subject,
          subject.end().doubt().isPresent()
              ? subject.end().whyUnproved() + "."
              : "%s, and they did not run together before this release."
                  .formatted(subject.end().whyUnproved()),
          subject.end().doubt().stream().toList(),
          subject.end().proofWanted());
    }
    if (subject.provedOrder().isPresent() && !subject.unprovedKnot().isEmpty()) {
      return knotted(subject);
    }
    return subject
        .provedOrder()
        .map(order -> supports(subject, says(subject, order), subject.proof()))
        .orElseGet(() -> unproved(subject));
  }

  private Optional<Finding> knotted(OrderOfReturn subject) {
    Compatibility wanted =
        Stream.of(subject.oneFirst(), subject.otherFirst())
            .flatMap(List::stream)
            .filter(each -> !each.proved())
            .findFirst()
            .orElse(subject.end());
    return undetermined(
        subject,
        "Each two of %s have a verified order, but together they have none."
            .formatted(String.join(", ", subject.unprovedKnot())),
        OrderOfReturn.verified(subject.provedOrder().orElse(List.of())),
        wanted.proofWanted());
  }

  private Optional<Finding> unproved(OrderOfReturn subject) {
    Compatibility first = subject.toProve();
    return undetermined(
        subject,
        "While %s and %s go back, a mixed pair lives for a while, and no order of it was verified: %s."
            .formatted(subject.one(), subject.other(), first.whyUnproved()),
        first.doubt().stream().toList(),
        first.proofWanted());
  }

  private static String says(OrderOfReturn subject, List<Compatibility> order) {
    String first = subject.firstIn(order);
    if (order.isEmpty()) {
      return "%s and %s may go back, %s first: no version of %s but its target is known to be live."
          .formatted(
              subject.one(),
              subject.other(),
              first,
              first.equals(subject.one()) ? subject.other() : subject.one());
    }
    String verified = order.stream().map(Compatibility::toString).collect(Collectors.joining(", "));
    return "%s and %s may go back, %s first: %s was verified."
        .formatted(subject.one(), subject.other(), first, verified);
  }
}

package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.Compatibility;
import dev.changeover.explain.rollback.OrderOfReturn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two components never go back in the same instant. */
public record OneOrderOfReturnIsForbidden() implements SigningRule<OrderOfReturn> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-32");
  }

  @Override
  public String title() {
    return "Where two go back, at least one order of it must be possible";
  }

  @Override
  public Class<OrderOfReturn> judges() {
    return OrderOfReturn.class;
  }

  @Override
  public Optional<Finding> judge(OrderOfReturn subject) {
    if (subject.end().knownBad()) {
      return blocked(
          subject,
          subject.end().broken().stream().toList(),
          "%s is known not to work.".formatted(subject.end()));
    }
    boolean oneFirstBreaks = OrderOfReturn.breaks(subject.oneFirst());
    boolean otherFirstBreaks = OrderOfReturn.breaks(subject.otherFirst());
    if (oneFirstBreaks && otherFirstBreaks) {
      List<CitedFact> facts =
          Stream.of(subject.oneFirst(), subject.otherFirst())
              .flatMap(order -> OrderOfReturn.broken(order).stream())
              .distinct()
              .toList();
      return blocked(
          subject,
          facts,
          "%s and %s cannot go back one after the other: either order passes through a pair that is known not to work."
              .formatted(subject.one(), subject.other()));
    }
    if (!subject.knot().isEmpty()) {
      return blocked(
          subject,
          Stream.of(subject.oneFirst(), subject.otherFirst())
              .flatMap(order -> OrderOfReturn.broken(order).stream())
              .distinct()
              .toList(),
          "%s cannot all go back: each would have to go before the next."
              .formatted(String.join(", ", subject.knot())));
    }
    if (oneFirstBreaks) {
      return ordered(subject, subject.oneFirst(), subject.other(), subject.one());
    }
    return otherFirstBreaks
        ? ordered(subject, subject.otherFirst(), subject.one(), subject.other())
        : Optional.empty();
  }

  private Optional<Finding> blocked(OrderOfReturn subject, List<CitedFact> facts, String message) {
    return blocks(
        subject,
        message,
        facts,
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Choose another target, or fix forward.",
            "pair.verified of the two says SUCCEEDED"));
  }

  private Optional<Finding> ordered(
      OrderOfReturn subject, List<Compatibility> broken, String first, String second) {
    String pair =
        broken.stream()
            .filter(Compatibility::knownBad)
            .map(Compatibility::toString)
            .collect(Collectors.joining(", "));
    return requires(
        subject,
        "%s is known not to work, so the order matters.".formatted(pair),
        OrderOfReturn.broken(broken),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Roll %s back before %s.".formatted(first, second),
            "no instance of the version of %s being left is live".formatted(first)));
  }
}

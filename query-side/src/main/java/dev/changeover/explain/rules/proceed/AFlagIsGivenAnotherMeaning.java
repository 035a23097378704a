package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.FlagInUse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An instance that knows the old meaning does the old thing when the flag is switched. */
public record AFlagIsGivenAnotherMeaning() implements SigningRule<FlagInUse> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-13");
  }

  @Override
  public String title() {
    return "A name must not be reused while anything knows its old meaning";
  }

  @Override
  public Class<FlagInUse> judges() {
    return FlagInUse.class;
  }

  @Override
  public Optional<Finding> judge(FlagInUse subject) {
    if (subject.knowers().isEmpty()) {
      return supports(
          subject,
          "Flag %s means %s now, and nothing that is there knows what it meant before."
              .formatted(subject.flag(), subject.meaning()),
          List.of(subject.change()));
    }
    return blocks(
        subject,
        "Flag %s meant %s and now means %s, and %d %s that may know the old meaning %s still there."
            .formatted(
                subject.flag(),
                subject.before(),
                subject.meaning(),
                subject.knowers().size(),
                subject.knowers().size() == 1 ? "instance" : "instances",
                subject.knowers().size() == 1 ? "is" : "are"),
        Stream.concat(Stream.of(subject.change()), subject.knowers().stream()).toList(),
        new Remedy(
            Remedy.Kind.CONFIGURE,
            "Use another name, or stop those instances first.",
            "none of them is left"));
  }
}

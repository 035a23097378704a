package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.Producer;
import dev.changeover.explain.retire.MessagesLeft;
import java.util.Optional;
import java.util.stream.Collectors;

/** A message that nobody takes is stranded, or dropped. */
public record OnlyItTakesTheMessages() implements SigningRule<MessagesLeft> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-05");
  }

  @Override
  public String title() {
    return "Messages wait, or will come, that only what would go takes";
  }

  @Override
  public Class<MessagesLeft> judges() {
    return MessagesLeft.class;
  }

  @Override
  public Optional<Finding> judge(MessagesLeft subject) {
    if (!subject.stranded().isEmpty()) {
      return blocks(
          subject,
          "%d messages in %s need %s: %s."
              .formatted(subject.count(), subject.place(), subject.retired(), forms(subject)),
          subject.facts(),
          new Remedy(
              Remedy.Kind.DRAIN,
              "Process or convert them first.",
              "%s holds none of them any more".formatted(subject.place())),
          new Harm(
              Harm.Kind.MESSAGE,
              subject.count(),
              subject.stranded().keySet().stream().map(each -> each.text()).toList()));
    }
    if (!subject.producers().isEmpty()) {
      return blocks(
          subject,
          "%s makes %s for %s, and only %s takes it."
              .formatted(makers(subject), made(subject), subject.place(), subject.retired()),
          subject.producers().stream().map(Producer::fact).distinct().toList(),
          new Remedy(
              Remedy.Kind.DEPLOY,
              "Stop those that make it, or let another live version take it.",
              "no live version makes a form that nothing else takes"));
    }
    return subject.gaps().isEmpty() && subject.unversioned().isEmpty()
        ? supports(
            subject,
            "Nothing in %s needs %s, and nothing that is known to be live makes more that does."
                .formatted(subject.place(), subject.retired()),
            subject.facts())
        : Optional.empty();
  }

  private static String forms(MessagesLeft subject) {
    return subject.stranded().entrySet().stream()
        .map(each -> each.getValue() + " of " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String makers(MessagesLeft subject) {
    return subject.producers().stream()
        .map(each -> each.version().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String made(MessagesLeft subject) {
    return subject.producers().stream()
        .map(each -> each.form().text())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}

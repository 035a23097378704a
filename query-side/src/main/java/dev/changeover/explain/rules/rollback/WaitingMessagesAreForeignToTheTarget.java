package dev.changeover.explain.rules.rollback;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.environment.QueueContent;
import dev.changeover.explain.rollback.QueueToDrain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages of a form that the target does not know strand, or are thrown away. */
public record WaitingMessagesAreForeignToTheTarget() implements SigningRule<QueueToDrain> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-11");
  }

  @Override
  public String title() {
    return "The queue holds messages that the target does not take";
  }

  @Override
  public Class<QueueToDrain> judges() {
    return QueueToDrain.class;
  }

  @Override
  public Optional<Finding> judge(QueueToDrain subject) {
    return subject.fresh().flatMap(snapshot -> judge(subject, snapshot));
  }

  private Optional<Finding> judge(QueueToDrain subject, QueueContent snapshot) {
    List<Map.Entry<MessageForm, Long>> foreign =
        waiting(snapshot).filter(each -> subject.rejects(each.getKey())).toList();
    if (!foreign.isEmpty()) {
      return foreign(subject, snapshot, foreign);
    }
    boolean allTaken =
        waiting(snapshot).allMatch(each -> subject.accepts(each.getKey()).orElse(false));
    if (!allTaken || !subject.tellsAll(snapshot)) {
      return Optional.empty();
    }
    return supports(
        subject,
        snapshot.depth() == 0
            ? "Nothing waits in %s.".formatted(subject.queue())
            : "Every message in %s is of a form that %s takes."
                .formatted(subject.queue(), subject.target()),
        evidence(subject, snapshot));
  }

  private Optional<Finding> foreign(
      QueueToDrain subject, QueueContent snapshot, List<Map.Entry<MessageForm, Long>> foreign) {
    long count = foreign.stream().mapToLong(Map.Entry::getValue).sum();
    return blocks(
        subject,
        "%s in %s; %s does not accept %s."
            .formatted(
                whatWaits(count, foreign),
                subject.queue(),
                subject.target(),
                count == 1 ? "it" : "them"),
        evidence(subject, snapshot),
        new Remedy(
            Remedy.Kind.DRAIN,
            subject.drainers().isEmpty()
                ? "Park or convert them first."
                : "Drain with %s workers first.".formatted(String.join(", ", subject.drainers())),
            "queue.observed of %s counts none of these forms".formatted(subject.queue())),
        new Harm(
            Harm.Kind.MESSAGE,
            count,
            foreign.stream().map(entry -> entry.getKey().toString()).toList()));
  }

  private static String whatWaits(long count, List<Map.Entry<MessageForm, Long>> foreign) {
    String forms =
        foreign.size() == 1
            ? " of " + foreign.getFirst().getKey()
            : foreign.stream()
                .map(each -> each.getValue() + " of " + each.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
    return "%d %s%s %s"
        .formatted(
            count, count == 1 ? "message" : "messages", forms, count == 1 ? "waits" : "wait");
  }

  private static Stream<Map.Entry<MessageForm, Long>> waiting(QueueContent snapshot) {
    return snapshot.byForm().entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .sorted(Map.Entry.comparingByKey());
  }

  private static List<CitedFact> evidence(QueueToDrain subject, QueueContent snapshot) {
    return Stream.concat(Stream.of(snapshot.fact()), subject.whoSays().stream()).toList();
  }
}

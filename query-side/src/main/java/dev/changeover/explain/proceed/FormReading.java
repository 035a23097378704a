package dev.changeover.explain.proceed;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Consumers;
import dev.changeover.explain.environment.Producers;
import dev.changeover.explain.environment.QueueContent;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.queue.FormFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The queues that planned components put messages into or take them from. */
final class FormReading {
  private final Rollout rollout;

  private FormReading(Rollout rollout) {
    this.rollout = rollout;
  }

  static List<ProceedSubject> subjects(Rollout rollout) {
    FormReading reading = new FormReading(rollout);
    List<ProceedSubject> subjects = new ArrayList<>();
    reading.queues().forEach(queue -> subjects.addAll(reading.of(queue)));
    return subjects;
  }

  /** What was in a queue when it was last counted; empty: nobody ever counted. */
  static Optional<QueueContent> content(Rollout rollout, String queue) {
    return rollout
        .at()
        .facts()
        .queue(queue)
        .map(each -> QueueContent.read(rollout.at(), queue, each));
  }

  /** Queues that a form was ever seen in, or whose workers take it. */
  static List<String> queuesOf(Rollout rollout, MessageForm form) {
    NavigableSet<String> queues = new TreeSet<>();
    rollout.at().facts().flows().stream()
        .filter(each -> form.equals(each.form()))
        .map(FormFlow::queue)
        .forEach(queues::add);
    rollout.at().facts().components().values().stream()
        .flatMap(each -> each.presences().stream())
        .flatMap(each -> Stream.ofNullable(each.report()))
        .filter(each -> each.event().accepts().contains(form))
        .forEach(each -> queues.addAll(each.event().queues()));
    return List.copyOf(queues);
  }

  private NavigableSet<String> queues() {
    NavigableSet<String> queues = new TreeSet<>(taken());
    rollout.plan().messages().stream()
        .flatMap(each -> Stream.ofNullable(each.queue()))
        .forEach(queues::add);
    List<String> planned =
        rollout.plan().components().stream().map(PlannedComponent::name).toList();
    rollout.at().facts().flows().stream()
        .filter(each -> each.component() != null && planned.contains(each.component()))
        .map(FormFlow::queue)
        .forEach(queues::add);
    return queues;
  }

  private NavigableSet<String> taken() {
    NavigableSet<String> queues = new TreeSet<>();
    rollout
        .running()
        .forEach(each -> queues.addAll(new Consumers(rollout.at(), each.name()).queues()));
    return queues;
  }

  private List<ProceedSubject> of(String queue) {
    List<ProceedSubject> subjects = new ArrayList<>();
    Optional<QueueContent> content = content(rollout, queue);
    subjects.add(age(queue, content));
    Producers producers = new Producers(rollout.at(), queue);
    NavigableSet<MessageForm> forms = new TreeSet<>(producers.forms());
    content.ifPresent(
        each ->
            each.byForm()
                .forEach(
                    (form, count) -> {
                      if (count > 0) {
                        forms.add(form);
                      }
                    }));
    forms.forEach(form -> subjects.addAll(form(queue, form, producers, content)));
    content
        .filter(each -> each.untold() > 0 && !each.fact().stale() && hasChangingConsumer(queue))
        .ifPresent(each -> subjects.add(untold(queue, each)));
    return subjects;
  }

  /** As long as all that take from a queue stay as they are, they take what they took before. */
  private boolean hasChangingConsumer(String queue) {
    return rollout.plan().components().stream()
        .filter(each -> !each.to().equals(each.from()))
        .anyMatch(each -> new Consumers(rollout.at(), each.name()).queues().contains(queue));
  }

  private static Unseen untold(String queue, QueueContent content) {
    boolean one = content.untold() == 1;
    return Unseen.of(
        "forms of the messages in queue " + queue,
        "%d %s in %s, and nobody told of which form; whether workers take %s is not known."
            .formatted(
                content.untold(),
                one ? "message waits" : "messages wait",
                queue,
                one ? "it" : "them"),
        List.of(content.fact()),
        "Send queue.observed of %s with bySchema, or drain it.".formatted(queue),
        MissingFact.Kind.QUEUE_PEEK);
  }

  /** A form that is neither made now nor waits concerns nobody yet. */
  private List<ProceedSubject> form(
      String queue, MessageForm form, Producers producers, Optional<QueueContent> content) {
    List<CitedFact> makers =
        producers.of(form).stream().map(each -> each.fact()).distinct().toList();
    Optional<Long> told = content.map(each -> each.byForm().getOrDefault(form, 0L));
    if (makers.isEmpty() && told.orElse(0L) == 0) {
      return List.of();
    }
    Takers takers = Takers.of(rollout, queue, form);
    boolean harm = !takers.refusers().isEmpty();
    return takers.isKnown() || harm
        ? Stream.<ProceedSubject>concat(
                Stream.of(
                    new FormInQueue(
                        queue,
                        form,
                        makers,
                        told.filter(_ -> content.filter(each -> each.fact().stale()).isEmpty()),
                        content.map(QueueContent::fact),
                        takers.takers(),
                        takers.refusers(),
                        takers.gone())),
                takers.untold().stream())
            .toList()
        : List.of(takers.untold().orElseThrow());
  }

  private ProceedSubject age(String queue, Optional<QueueContent> content) {
    if (content.isEmpty() || content.get().fact().stale()) {
      return Unseen.of(
          "content of queue " + queue,
          content
              .map(
                  each ->
                      "What waits in %s was last told at %s, which is too long ago."
                          .formatted(queue, each.fact().spokenMoment()))
              .orElse("What waits in %s was never told.".formatted(queue)),
          content.stream().map(QueueContent::fact).toList(),
          "Send queue.observed of %s.".formatted(queue),
          MissingFact.Kind.QUEUE_PEEK);
    }
    Optional<Duration> oldest =
        rollout
            .at()
            .facts()
            .queue(queue)
            .flatMap(each -> QueueContent.oldestAge(rollout.at(), each));
    return new QueueAge(
        queue,
        oldest,
        content.get().depth(),
        rollout.policy().oldestAgeLimit(),
        content.get().fact());
  }
}

package dev.changeover.explain.retire;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Consumers;
import dev.changeover.explain.environment.Producer;
import dev.changeover.explain.environment.Producers;
import dev.changeover.explain.environment.QueueContent;
import dev.changeover.explain.retire.MessagesLeft.Gap;
import dev.changeover.explain.retire.Takers.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The queues that a version takes work from, and what only it would take. */
record QueueReading(Scene scene, ComponentVersion version) {

  List<RetireSubject> subjects() {
    List<RetireSubject> subjects = new ArrayList<>();
    queues().stream()
        .map(each -> new Takers(scene, version, each))
        .filter(Takers::mayTake)
        .forEach(each -> subjects.add(read(each)));
    boolean isUntold =
        subjects.isEmpty() || new Consumers(scene.at(), version.component()).someAreUntold();
    if (isUntold && scene.isA(ComponentKind.WORKER, version.component())) {
      subjects.add(queuesUnknown());
    }
    return subjects;
  }

  private NavigableSet<String> queues() {
    NavigableSet<String> queues = new Consumers(scene.at(), version.component()).queues();
    scene.environment().releases().values().stream()
        .flatMap(each -> each.plan().stream())
        .flatMap(each -> each.messages().stream())
        .filter(each -> each.acceptedBy().containsKey(version.component()))
        .flatMap(each -> Stream.ofNullable(each.queue()))
        .forEach(queues::add);
    return queues;
  }

  private NotTold queuesUnknown() {
    String name = "queues of " + version;
    return new NotTold(
        name,
        "Which queues %s takes work from is not known.".formatted(version),
        List.of(),
        new MissingFact(
            name,
            name,
            "Let a worker of %s report its queues, or name them under messages in a plan."
                .formatted(version.component()),
            MissingFact.Kind.HEARTBEAT));
  }

  private MessagesLeft read(Takers takers) {
    QueueGaps queue = new QueueGaps(scene, takers.queue());
    Optional<QueueContent> content = queue.content();
    SortedMap<MessageForm, Long> waiting = new TreeMap<>();
    content.ifPresent(each -> waiting.putAll(each.byForm()));
    waiting.values().removeIf(count -> count == 0);
    NavigableSet<MessageForm> coming = new Producers(scene.at(), takers.queue()).forms();
    NavigableSet<MessageForm> forms = new TreeSet<>(waiting.keySet());
    forms.addAll(coming);
    forms.addAll(takers.forms());
    SortedMap<MessageForm, Long> stranded = new TreeMap<>(waiting);
    stranded.keySet().removeIf(form -> !onlyIt(takers, form));
    List<Gap> gaps = new ArrayList<>(queue.gaps(mayNeedAnyForm(takers)));
    List<MessageForm> concerned =
        forms.stream().filter(each -> waiting.containsKey(each) || coming.contains(each)).toList();
    concerned.forEach(form -> untold(takers, form).ifPresent(gaps::add));
    takers.forms().stream()
        .filter(form -> takers.byOthers(form) != Told.YES)
        .flatMap(form -> new MakersGap(scene, takers.queue(), form).read().stream())
        .forEach(gaps::add);
    content.stream()
        .flatMap(each -> each.putInSince().stream().filter(form -> !waiting.containsKey(form)))
        .filter(form -> takers.byOthers(form) != Told.YES && takers.itself(form) != Told.NO)
        .forEach(form -> gaps.add(queue.putInSince(form)));
    return new MessagesLeft(
        "queue " + takers.queue(),
        version.toString(),
        stranded,
        producers(takers, forms),
        takers.unversioned(),
        gaps,
        facts(takers, content, forms));
  }

  private static boolean onlyIt(Takers takers, MessageForm form) {
    return takers.byOthers(form) == Told.NO && takers.itself(form) == Told.YES;
  }

  /** Whether a message of unknown form may be one that only the version takes. */
  private static boolean mayNeedAnyForm(Takers takers) {
    return !takers.allFormsAreTold()
        || takers.forms().stream().anyMatch(each -> takers.byOthers(each) != Told.YES);
  }

  private Optional<Gap> untold(Takers takers, MessageForm form) {
    Told others = takers.byOthers(form);
    Told itself = takers.itself(form);
    boolean settled =
        others == Told.YES || itself == Told.NO || (others == Told.NO && itself == Told.YES);
    return settled
        ? Optional.empty()
        : Optional.of(
            new Gap(
                "Whether anything but %s takes %s from queue %s is not told."
                    .formatted(version, form, takers.queue()),
                List.of(),
                new MissingFact(
                    "who takes %s from queue %s".formatted(form, takers.queue()),
                    "queue " + takers.queue(),
                    "Let the workers on %s report the forms that they accept."
                        .formatted(takers.queue()),
                    MissingFact.Kind.HEARTBEAT)));
  }

  private List<Producer> producers(Takers takers, NavigableSet<MessageForm> forms) {
    Producers producers = new Producers(scene.at(), takers.queue());
    return forms.stream()
        .filter(each -> onlyIt(takers, each))
        .flatMap(each -> producers.of(each).stream())
        .filter(each -> !each.version().equals(version))
        .toList();
  }

  private static List<CitedFact> facts(
      Takers takers, Optional<QueueContent> content, NavigableSet<MessageForm> forms) {
    return Stream.concat(
            content.map(QueueContent::fact).stream(),
            forms.stream().flatMap(each -> takers.others(each).stream()))
        .distinct()
        .toList();
  }
}

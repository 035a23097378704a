package dev.changeover.explain.retire;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.CacheContent;
import dev.changeover.explain.environment.Producers;
import dev.changeover.explain.environment.QueueContent;
import dev.changeover.explain.retire.MessagesLeft.Gap;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.queue.FormFlow;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A message form: where it waits, who makes it, and when it was last seen. */
record FormReading(Scene scene, MessageForm form, String retired) {

  List<RetireSubject> subjects() {
    List<RetireSubject> subjects = new ArrayList<>();
    queues().forEach(each -> subjects.add(queue(each)));
    scene.environment().caches().values().stream()
        .filter(this::mayHold)
        .forEach(each -> subjects.add(cache(each)));
    if (!subjects.isEmpty()) {
      subjects.add(new FormUses(scene, form, retired, queues()).read());
    }
    return subjects;
  }

  /** One that held the form may still, whatever was not said of it since. */
  private boolean mayHold(CacheFacts cache) {
    return cache.entriesByFormat().containsKey(form)
        || cache.formats().containsKey(form.toString());
  }

  private boolean isUntold(CacheFacts cache) {
    return CacheContent.unlisted(cache).contains(form.toString());
  }

  private NavigableSet<String> queues() {
    NavigableSet<String> queues = new TreeSet<>();
    flows().forEach(each -> queues.add(each.queue()));
    scene.environment().queues().values().stream()
        .filter(each -> holds(each))
        .forEach(each -> queues.add(each.queue()));
    scene.environment().releases().values().stream()
        .flatMap(each -> each.plan().stream())
        .flatMap(each -> each.messages().stream())
        .filter(each -> each.schema().equals(form))
        .flatMap(each -> Stream.ofNullable(each.queue()))
        .forEach(queues::add);
    return queues;
  }

  private boolean holds(QueueFacts queue) {
    var forms = queue.forms();
    return queue.latest().event().bySchema().containsKey(form)
        || (forms != null && forms.event().bySchema().containsKey(form));
  }

  private List<FormFlow> flows() {
    return scene.environment().flows().stream().filter(each -> form.equals(each.form())).toList();
  }

  private MessagesLeft queue(String queue) {
    QueueGaps gaps = new QueueGaps(scene, queue);
    Producers producers = new Producers(scene.at(), queue);
    List<Gap> missing = new ArrayList<>(gaps.gaps(true));
    new MakersGap(scene, queue, form).read().ifPresent(missing::add);
    gaps.content()
        .filter(each -> each.putInSince().contains(form))
        .ifPresent(_ -> missing.add(gaps.putInSince(form)));
    return new MessagesLeft(
        "queue " + queue,
        retired,
        waiting(gaps.content()),
        producers.of(form),
        List.of(),
        missing,
        gaps.content().map(QueueContent::fact).stream().toList());
  }

  private SortedMap<MessageForm, Long> waiting(Optional<QueueContent> content) {
    SortedMap<MessageForm, Long> waiting = new TreeMap<>();
    content
        .map(each -> each.byForm().getOrDefault(form, 0L))
        .filter(count -> count > 0)
        .ifPresent(count -> waiting.put(form, count));
    return waiting;
  }

  private MessagesLeft cache(CacheFacts cache) {
    long entries = cache.entriesByFormat().getOrDefault(form, 0L);
    CitedFact fact =
        scene.cite(
            "entries of %s in the cache of %s".formatted(form, cache.component()),
            isUntold(cache) ? "not told" : Long.toString(entries),
            cache.latest(),
            scene.policy().of(cache.component()).dependantMaxAge());
    SortedMap<MessageForm, Long> left = new TreeMap<>();
    if (entries > 0) {
      left.put(form, entries);
    }
    return new MessagesLeft(
        "cache of " + cache.component(),
        retired,
        left,
        List.of(),
        List.of(),
        gap(cache, fact).stream().toList(),
        List.of(fact));
  }

  private Optional<Gap> gap(CacheFacts cache, CitedFact fact) {
    if (isUntold(cache)) {
      return Optional.of(
          countAgain(
              cache,
              fact,
              "Whether the cache of %s holds %s was not told when it was last looked into."
                  .formatted(cache.component(), form)));
    }
    return fact.stale()
        ? Optional.of(
            countAgain(
                cache,
                fact,
                "The entries in the cache of %s were last counted at %s; that is too long ago."
                    .formatted(cache.component(), fact.spokenMoment())))
        : Optional.empty();
  }

  private static Gap countAgain(CacheFacts cache, CitedFact fact, String message) {
    return new Gap(
        message,
        List.of(fact),
        new MissingFact(
            "entries in the cache of %s by format".formatted(cache.component()),
            "cache of " + cache.component(),
            "Count the entries of %s by format and send cache.observed."
                .formatted(cache.component()),
            MissingFact.Kind.LOOKUP));
  }
}

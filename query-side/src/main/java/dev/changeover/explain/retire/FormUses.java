package dev.changeover.explain.retire;

import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.retire.CallersOfPath.Watched;
import dev.changeover.projection.environment.dependant.Watch;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import dev.changeover.projection.environment.queue.FormFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When messages of a form last came. Makers that are gone do not come back at the end of the month;
 * others may, and nobody may have told of them: only a queue that was looked into all the time
 * shows that none of it came.
 */
record FormUses(Scene scene, MessageForm form, String retired, NavigableSet<String> queues) {

  CallersOfPath read() {
    Optional<CitedFact> lastUse =
        Stream.concat(published(), held()).max(Comparator.comparing(CitedFact::observedAt));
    Optional<Instant> mayComeBack =
        Stream.concat(
                flows().stream()
                    .filter(each -> each.published() != null && !isGone(each))
                    .map(FormFlow::lastTold),
                held().map(CitedFact::observedAt))
            .max(Instant::compareTo);
    Optional<Recorded<?>> watched = watchedSince();
    Optional<Gap> gap = gap(watched.map(Recorded::effectiveAt));
    Optional<Instant> quietSince =
        Stream.of(
                mayComeBack.stream(),
                watched.map(Recorded::effectiveAt).stream(),
                gap.map(Gap::before).stream())
            .flatMap(each -> each)
            .max(Instant::compareTo);
    return new CallersOfPath(
        retired,
        scene.instant(),
        List.of(),
        List.of(),
        0,
        Watched.BY_SNAPSHOTS,
        watched.map(each -> scene.cite("first sign of " + form, "watched from then on", each)),
        gap,
        quietSince.map(each -> Duration.between(each, scene.instant())).orElse(Duration.ZERO),
        scene.policy().longestBusinessCycle(),
        lastUse,
        lastUse.map(each -> each.observedAt().plus(scene.policy().grace())).orElse(Instant.MIN),
        List.of());
  }

  private Stream<CitedFact> published() {
    return flows().stream()
        .flatMap(each -> Stream.ofNullable(each.published()))
        .map(each -> scene.cite("last message of " + form, "published", each));
  }

  /** The last snapshot of each queue that held any of it. */
  private Stream<CitedFact> held() {
    return scene.environment().queues().values().stream()
        .flatMap(each -> Stream.ofNullable(each.held().get(form)))
        .map(
            each ->
                new CitedFact(
                    "last message of " + form,
                    "waited",
                    each.at(),
                    each.recordedAt(),
                    Duration.between(each.at(), scene.instant()),
                    null,
                    List.of(each.position())));
  }

  /** The last time in which nobody looked into one of its queues by form. */
  private Optional<Gap> gap(Optional<Instant> since) {
    return queues.stream()
        .flatMap(each -> gap(each, since).stream())
        .max(Comparator.comparing(Gap::before));
  }

  private Optional<Gap> gap(String queue, Optional<Instant> since) {
    Duration longest = scene.policy().queueMaxAge();
    Optional<Watch> watch =
        scene.environment().queue(queue).flatMap(each -> Optional.ofNullable(each.watch()));
    if (watch.isEmpty()) {
      return since.map(each -> new Gap(each, scene.instant()));
    }
    return Optional.of(new Gap(watch.get().until(), scene.instant()))
        .filter(each -> each.length().compareTo(longest) > 0)
        .or(() -> watch.get().lastGap(longest))
        .or(
            () ->
                since
                    .filter(each -> each.isBefore(watch.get().from()))
                    .map(each -> new Gap(each, watch.get().from())));
  }

  private boolean isGone(FormFlow flow) {
    return flow.component() != null
        && flow.version() != null
        && scene.isSeen(flow.component())
        && scene.possiblyLive(flow.component()).stream()
            .noneMatch(each -> each.version() == null || flow.version().equals(each.version()));
  }

  private List<FormFlow> flows() {
    return scene.environment().flows().stream().filter(each -> form.equals(each.form())).toList();
  }

  /** The first plan that names the form, or the oldest sign of it. */
  private Optional<Recorded<?>> watchedSince() {
    Stream<Recorded<?>> planned =
        scene.environment().releases().values().stream()
            .filter(
                each ->
                    each.plan().stream()
                        .flatMap(plan -> plan.messages().stream())
                        .anyMatch(message -> message.schema().equals(form)))
            .flatMap(each -> each.planFact().stream());
    Stream<Recorded<?>> seen =
        flows().stream()
            .flatMap(
                each ->
                    Stream.<Recorded<?>>concat(
                        Stream.ofNullable(each.published()), Stream.ofNullable(each.consumed())));
    return Stream.concat(planned, seen).min(Recorded.BY_TIME);
  }
}

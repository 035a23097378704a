package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.WorkerEvent.OnUnknown;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.QueueOfWorker;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.queue.FormFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who takes a form from a queue now: live workers as they report, else versions that were seen to
 * take it.
 *
 * @param refusers live workers of the queue that do not take it, and do not hand it back or park it
 * @param gone the last word of workers that took from the queue, where none is left
 * @param untold what nobody told; then no list is complete
 */
record Takers(
    List<CitedFact> takers,
    List<CitedFact> refusers,
    List<CitedFact> gone,
    Optional<Unseen> untold) {

  boolean isKnown() {
    return untold.isEmpty();
  }

  static Takers of(Rollout rollout, String queue, MessageForm form) {
    List<Presence> workers =
        rollout.at().facts().components().values().stream()
            .flatMap(component -> rollout.at().possiblyLive(component.component()).stream())
            .filter(each -> each.report() != null)
            .filter(each -> QueueOfWorker.mayTake(rollout.at().facts(), report(each), queue))
            .toList();
    List<Presence> live =
        workers.stream()
            .filter(each -> each.reportFreshAt(rollout.instant(), rollout.policy()))
            .filter(each -> report(each).state() == WorkerState.RUNNING)
            .toList();
    return live.isEmpty()
        ? withoutReports(rollout, queue, form, workers)
        : of(rollout, queue, form, live, silent(rollout, form, workers));
  }

  /** Silent is not dead: one that would refuse may still take messages. */
  private static List<Presence> silent(Rollout rollout, MessageForm form, List<Presence> workers) {
    return workers.stream()
        .filter(each -> !each.reportFreshAt(rollout.instant(), rollout.policy()))
        .filter(each -> !report(each).accepts().contains(form))
        .filter(each -> !keepsUnknown(each))
        .toList();
  }

  private static boolean keepsUnknown(Presence worker) {
    OnUnknown does = report(worker).onUnknown();
    return does == OnUnknown.NACK || does == OnUnknown.PARK;
  }

  private static Takers of(
      Rollout rollout, String queue, MessageForm form, List<Presence> live, List<Presence> silent) {
    List<Presence> takers =
        live.stream().filter(each -> report(each).accepts().contains(form)).toList();
    List<Presence> untold =
        Stream.concat(
                live.stream().filter(each -> report(each).accepts().isEmpty()), silent.stream())
            .toList();
    List<Presence> refusers =
        live.stream()
            .filter(each -> !takers.contains(each) && !untold.contains(each))
            .filter(each -> !keepsUnknown(each))
            .toList();
    return new Takers(
        takers.stream().map(rollout.at()::cite).toList(),
        refusers.stream().map(rollout.at()::cite).toList(),
        List.of(),
        untold.isEmpty()
            ? Optional.empty()
            : Optional.of(
                unseen(
                    queue,
                    form,
                    "Workers on %s do not tell, or not lately, that they take it.".formatted(queue),
                    untold.stream().map(rollout.at()::cite).toList())));
  }

  /** Nobody reports: stopped for good, silent, or only known by the messages they took. */
  private static Takers withoutReports(
      Rollout rollout, String queue, MessageForm form, List<Presence> silent) {
    if (!silent.isEmpty()) {
      return new Takers(
          List.of(),
          List.of(),
          List.of(),
          Optional.of(
              unseen(
                  queue,
                  form,
                  "All workers known on %s are silent or are shutting down.".formatted(queue),
                  silent.stream().map(rollout.at()::cite).toList())));
    }
    List<Presence> seen = seenTaking(rollout, queue, form);
    if (!seen.isEmpty()) {
      return new Takers(
          seen.stream().map(rollout.at()::cite).toList(), List.of(), List.of(), Optional.empty());
    }
    List<CitedFact> gone =
        rollout.at().facts().components().values().stream()
            .flatMap(each -> each.presences().stream())
            .filter(each -> each.report() != null && report(each).queues().contains(queue))
            .map(rollout.at()::cite)
            .toList();
    return new Takers(
        List.of(),
        List.of(),
        gone,
        gone.isEmpty()
            ? Optional.of(
                unseen(
                    queue,
                    form,
                    "No worker ever told that it takes from %s.".formatted(queue),
                    List.of()))
            : Optional.empty());
  }

  /** Live instances of versions that took the form, where every live version of them did. */
  private static List<Presence> seenTaking(Rollout rollout, String queue, MessageForm form) {
    List<FormFlow> flows =
        rollout.at().facts().flows().stream()
            .filter(each -> each.queue().equals(queue) && form.equals(each.form()))
            .filter(each -> each.consumed() != null)
            .toList();
    List<Presence> taking = new ArrayList<>();
    for (String component :
        flows.stream().flatMap(each -> Stream.ofNullable(each.component())).distinct().toList()) {
      List<Presence> live =
          rollout.at().possiblyLive(component).stream()
              .filter(each -> each.liveAt(rollout.instant(), rollout.policy()))
              .toList();
      if (live.stream().allMatch(each -> took(flows, each))) {
        taking.addAll(live);
      }
    }
    return taking;
  }

  private static boolean took(List<FormFlow> flows, Presence presence) {
    return presence.version() != null
        && flows.stream()
            .anyMatch(
                each ->
                    new ComponentVersion(presence.component(), presence.version())
                        .equals(
                            each.component() == null || each.version() == null
                                ? null
                                : new ComponentVersion(each.component(), each.version())));
  }

  private static Unseen unseen(
      String queue, MessageForm form, String message, List<CitedFact> facts) {
    return Unseen.of(
        "takers of %s from %s".formatted(form, queue),
        message,
        facts,
        "Let the workers on %s report with the forms that they accept.".formatted(queue),
        MissingFact.Kind.HEARTBEAT);
  }

  private static WorkerReported report(Presence presence) {
    return Objects.requireNonNull(presence.report(), "chosen because it reported").event();
  }
}

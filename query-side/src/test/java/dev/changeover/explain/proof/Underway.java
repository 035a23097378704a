package dev.changeover.explain.proof;

import dev.changeover.explain.proof.ActionTruth.Step;
import dev.changeover.explain.proof.ActionTruth.Try;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes on by itself, so that a retry beside it makes a twin. */
final class Underway {
  /** When something went on by itself. */
  record Busy(Instant from, Instant to, String what) {}

  /** A message that nobody took. */
  private record Waiting(Busy busy, Step step, Telling.Word sent) {}

  /** A try that hangs, with all that was said of it. */
  private record Hanging(
      Busy busy, Step step, Fleet.Worker process, Try self, List<Telling.Word> words) {}

  private final ActionTruth truth;
  private final List<Busy> busy = new ArrayList<>();
  private final List<Busy> byHand = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Hanging> hanging = new ArrayList<>();
  private final Map<Step, Instant> halfUndone = new HashMap<>();
  private @Nullable Instant hangsFrom;
  private @Nullable Step hangsBefore;

  Underway(ActionTruth truth) {
    this.truth = truth;
  }

  void busy(Instant from, Instant to, String what) {
    busy.add(new Busy(from, to, what));
  }

  /** Somebody retried it by hand: nobody asks while they are at it. */
  void byHand(Instant from, Instant to) {
    byHand.add(new Busy(from, to, "by hand"));
  }

  void waits(Instant from, Step step, Telling.Word sent) {
    waiting.add(new Waiting(new Busy(from, Instant.MAX, "its message still waits"), step, sent));
  }

  void hangs(Try self, Instant until, Fleet.Worker process, List<Telling.Word> words) {
    String what = "a try at " + self.step.name() + " only hangs";
    hanging.add(new Hanging(new Busy(self.start, until, what), self.step, process, self, words));
  }

  void undone(Step step, Instant at) {
    Instant since = halfUndone.remove(step);
    if (since != null) {
      busy(since, at, "it is half undone");
    }
  }

  void halfUndone(Step step, Instant at) {
    halfUndone.putIfAbsent(step, at);
  }

  /** Whoever moves it on from step to step hangs before this one. */
  void hangsBefore(Step next, Instant from) {
    hangsFrom = from;
    hangsBefore = next;
  }

  /** Whoever hung between two steps counts as gone once somebody else goes on. */
  void handOver(Instant now) {
    if (hangsFrom != null) {
      busy(hangsFrom, now, "whoever moves it on only hangs");
      hangsFrom = null;
    }
  }

  /** The moment itself, or the first one at which nobody retries by hand any more. */
  Instant notByHand(Instant moment) {
    Instant asked = moment;
    for (Busy each : byHand) {
      if (!asked.isBefore(each.from()) && !asked.isAfter(each.to())) {
        asked = each.to().plusSeconds(1);
      }
    }
    return asked;
  }

  /** What stands against a retry, once it is known which words were heard. */
  void settle() {
    halfUndone.values().forEach(since -> busy(since, Instant.MAX, "it is half undone"));
    busy.forEach(this::obstacle);
    if (hangsFrom != null && hangsBefore != null && !isDenied(hangsBefore)) {
      obstacle(new Busy(hangsFrom, Instant.MAX, "whoever moves it on only hangs"));
    }
    waiting.stream()
        .filter(each -> each.sent().heard() || !(isDenied(each.step()) || isFollowed(each)))
        .forEach(each -> obstacle(each.busy()));
    hanging.stream().filter(each -> !isTakenForEnded(each)).forEach(each -> obstacle(each.busy()));
    hanging.stream().filter(this::isTakenForEnded).forEach(this::end);
    waiting.forEach(each -> each.sent().keepIfHeard());
    hanging.forEach(each -> each.words().forEach(Telling.Word::keepIfHeard));
  }

  private void obstacle(Busy each) {
    if (!each.from().isAfter(truth.asked) && each.to().isAfter(truth.asked)) {
      truth.obstacles.add(each.what());
    }
  }

  /** It died, or nobody told of it, and the callee denied it later. */
  private boolean isTakenForEnded(Hanging each) {
    Instant died = each.process().diedAt;
    return (died != null && !died.isAfter(truth.asked))
        || (each.words().stream().noneMatch(Telling.Word::heard) && isDenied(each.step()));
  }

  /** Nobody told that it was sent, and somebody tried later. */
  private boolean isFollowed(Waiting each) {
    return truth.tries.stream().anyMatch(later -> later.start.isAfter(each.busy().from()));
  }

  /** Then none of its calls takes effect any more. */
  private void end(Hanging each) {
    Instant died = each.process().diedAt;
    Instant last =
        died == null || died.isAfter(truth.asked)
            ? truth.denials.stream()
                .filter(denial -> each.step().effects().contains(denial.effect()))
                .map(ActionTruth.Denial::at)
                .max(Instant::compareTo)
                .orElse(truth.asked)
            : died.plus(each.step().bound()).minus(RetryScene.CLOCKS);
    each.self().calls.replaceAll(call -> call.endedBy(last));
  }

  /** Of what is left from a step on, callees denied all that matters. */
  private boolean isDenied(Step step) {
    return truth.steps.subList(truth.steps.indexOf(step), truth.steps.size()).stream()
        .filter(each -> each.kind().effectful())
        .flatMap(each -> each.effects().stream())
        .allMatch(
            effect -> truth.denials.stream().anyMatch(denial -> denial.effect().equals(effect)));
  }
}

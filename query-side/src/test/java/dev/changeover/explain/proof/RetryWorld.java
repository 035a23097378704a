package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectDeclaration;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.cases.RetryCases;
import dev.changeover.explain.proof.ActionTruth.Call;
import dev.changeover.explain.proof.ActionTruth.Fate;
import dev.changeover.explain.proof.ActionTruth.Kind;
import dev.changeover.explain.proof.ActionTruth.Step;
import dev.changeover.explain.proof.ActionTruth.Try;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One action of up to three steps, begun by the product and begun again by engines and people, on a
 * fleet that dies, hangs and changes versions. Every call's true fate is kept; what is told of it
 * goes through {@link Telling}.
 */
final class RetryWorld implements History {
  private static final ActionRef REF = new ActionRef("order", "4711");
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  private static final Duration CLOCKS = Duration.ofMinutes(1);
  private static final String KEY = "customer/42";

  private final Random random;
  private final boolean complete;
  private final Telling telling;
  private final ActionTruth truth = new ActionTruth();
  private final Fleet fleet;

  /** Which words name a key, so that keys told can be counted once it is known what is heard. */
  private final Map<Event, String> keyWords = new HashMap<>();

  private final boolean counts;
  private final boolean tellsEffects;
  private final boolean tellsKeys;
  private final boolean tellsPayloads;
  private final boolean tellsInstances;
  private final boolean keyPerTry;
  private final boolean declaredSurely;
  private final boolean declared;
  private final boolean hasKey;
  private final String form;
  private final Map<Step, Integer> numbers = new HashMap<>();

  private Instant clock = START;
  private final List<Busy> busy = new ArrayList<>();
  private final List<Hanging> hanging = new ArrayList<>();
  private final List<Busy> byHand = new ArrayList<>();
  private final Map<Step, Instant> halfUndone = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Telling.Word> messages = new ArrayList<>();
  private @Nullable Instant hangsFrom;
  private int hangsBefore;
  private @Nullable Instant validUntil;
  private List<Telling.Told> told = List.of();
  private Instant asked = START;
  private Optional<String> fromStep = Optional.empty();
  private boolean unprovable;

  /** When something went on by itself. */
  private record Busy(Instant from, Instant to, String what) {}

  /** A message that nobody took. */
  private record Waiting(Busy busy, Step step, Telling.Word sent) {}

  /** A try that hangs, with all that was said of it. */
  private record Hanging(
      Busy busy, Step step, Fleet.Worker process, Try self, List<Telling.Word> words) {}

  private RetryWorld(long seed, boolean complete) {
    random = new Random(seed);
    random.nextInt();
    this.complete = complete;
    telling = new Telling(random, complete);
    boolean queues = often(3);
    fleet = new Fleet(random, complete, queues || often(2), START.minusSeconds(600));
    counts = complete || !often(7);
    tellsEffects = complete || !often(4);
    tellsKeys = complete || !often(6);
    tellsPayloads = complete || !often(5);
    tellsInstances = complete || !often(6);
    keyPerTry = often(12);
    declared = complete || !often(7);
    declaredSurely = complete || (declared && !often(6));
    hasKey = often(2);
    form = often(3) ? "task/2" : "task/1";
    truth.payloadsDiffer = often(2);
    makeSteps(queues);
  }

  static RetryWorld of(long seed, boolean complete) {
    RetryWorld world = new RetryWorld(seed, complete);
    world.live();
    return world;
  }

  private void makeSteps(boolean queues) {
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Kind kind = pick(Kind.values());
      if (often(2)) {
        kind = often(2) ? Kind.KEYED : Kind.EXTERNAL_NON_IDEMPOTENT;
      }
      String name = "s" + i;
      List<String> effects = new ArrayList<>();
      if (kind != Kind.READ_ONLY) {
        effects.add(often(5) ? name : "e" + i);
        if (declaredSurely && often(6)) {
          effects.add("f" + i);
        }
      }
      truth.steps.add(
          new Step(
              name,
              kind,
              pick(Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(24)),
              !declaredSurely || often(4)
                  ? null
                  : pick(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(20)),
              List.copyOf(effects),
              queues && often(2)));
    }
  }

  // --- what happens -----------------------------------------------------------------------------

  private void live() {
    declare();
    if (often(8)) {
      validUntil = START.plusSeconds(60L * random.nextInt(240));
    }
    ActionAccepted accepted =
        new ActionAccepted(REF, hasKey ? KEY : null, Fleet.COMPONENT, null, validUntil);
    if (hasKey || validUntil != null) {
      telling.surely("api", clock, accepted);
    } else {
      telling.perhaps("api", clock, accepted);
    }
    later(3);
    int runs = often(3) ? 2 + random.nextInt(2) : 1;
    int from = 0;
    for (int i = 0; i < runs && from < truth.steps.size(); i++) {
      if (i > 0) {
        later(60 * (1 + random.nextInt(90)));
        if (often(4)) {
          telling.perhaps("api", clock, new ActionAccepted(REF, null, Fleet.COMPONENT, null, null));
        }
      }
      handOver();
      Instant began = clock;
      from = run(from, i > 0);
      if (i > 0) {
        byHand.add(new Busy(began, clock, "by hand"));
      }
    }
    surroundings();
    ask();
    fleet.tell(telling, asked);
    told = telling.by(asked);
    if (hangsFrom != null && !isDenied(truth.steps.get(hangsBefore))) {
      obstacle(new Busy(hangsFrom, Instant.MAX, "whoever moves it on only hangs"));
    }
    waiting.stream()
        .filter(each -> each.sent().heard() || !(isDenied(each.step()) || isFollowed(each)))
        .forEach(each -> obstacle(each.busy()));
    hanging.stream().filter(each -> !isTakenForEnded(each)).forEach(each -> obstacle(each.busy()));
    hanging.stream().filter(this::isTakenForEnded).forEach(this::end);
    for (Telling.Told each : told) {
      String key = keyWords.get(each.fact().event());
      if (key != null) {
        String effect = ((EffectRecorded) each.fact().event()).effect();
        truth.keysTold.computeIfAbsent(effect, _ -> new HashSet<>()).add(key);
      }
    }
  }

  /** Whoever hung between two steps counts as gone once somebody else goes on. */
  private void handOver() {
    if (hangsFrom != null) {
      busy.add(new Busy(hangsFrom, clock, "whoever moves it on only hangs"));
      hangsFrom = null;
    }
  }

  /** Runs on from a step; answers with the first one that did not succeed. */
  private int run(int from, boolean byHand) {
    Instant began = byHand ? clock : START;
    int at = from;
    while (at < truth.steps.size()) {
      Step step = truth.steps.get(at);
      if (step.queued() && !taken(step, byHand)) {
        busy.add(new Busy(began, clock, "it moves on"));
        return at;
      }
      if (!tryUntilItEnds(step, byHand)) {
        break;
      }
      at++;
      if (at < truth.steps.size() && often(40)) {
        stopBetween(at);
        busy.add(new Busy(began, clock, "it moves on"));
        return at;
      }
      later(2);
    }
    if (at == truth.steps.size()) {
      telling.perhaps(
          "api",
          clock,
          new ActionFinished(REF, null, Fleet.COMPONENT, null, ActionOutcome.COMPLETED));
    } else if (often(3)) {
      telling.perhaps(
          "api", clock, new ActionFinished(REF, null, Fleet.COMPONENT, null, ActionOutcome.FAILED));
    } else if (often(5)) {
      undo(at);
    }
    busy.add(new Busy(began, clock, "it moves on"));
    return at;
  }

  /** Whoever moves it on dies, or hangs, between two steps. */
  private void stopBetween(int next) {
    boolean matters =
        truth.steps.subList(next, truth.steps.size()).stream()
            .anyMatch(each -> each.kind().effectful());
    if (often(3) && matters) {
      hangsFrom = clock;
      hangsBefore = next;
    }
    unprovable = true;
  }

  private boolean taken(Step step, boolean byHand) {
    String id = often(4) ? null : "m-" + random.nextInt(1_000_000);
    MessagePublished sent =
        new MessagePublished(REF, Fleet.QUEUE, new MessageForm(form), id, Fleet.COMPONENT, null);
    Telling.Word word =
        declaredSurely
            ? telling.perhaps("broker", clock, sent)
            : telling.surely("broker", clock, sent);
    messages.add(byHand ? telling.keep(word) : word);
    boolean somebody =
        fleet.alive(clock).stream().anyMatch(each -> fleet.accepts(each.version, form));
    if (!somebody || often(15)) {
      waiting.add(new Waiting(new Busy(clock, Instant.MAX, "its message still waits"), step, word));
      return false;
    }
    later(5);
    messages.add(
        telling.perhaps(
            "broker",
            clock,
            new MessageConsumed(
                REF, Fleet.QUEUE, new MessageForm(form), id, Fleet.COMPONENT, null)));
    return true;
  }

  private boolean tryUntilItEnds(Step step, boolean byHand) {
    for (int i = 0; i < 3; i++) {
      int outcome = attempt(step, byHand || !declaredSurely, i < 2);
      if (outcome != AGAIN) {
        return outcome == DONE;
      }
    }
    return false;
  }

  private static final int DONE = 0;
  private static final int STOPPED = 1;
  private static final int AGAIN = 2;

  private int attempt(Step step, boolean unannounced, boolean mayGoOn) {
    int number = counts ? numbers.merge(step, 1, Integer::sum) : 1;
    Fleet.Worker process = fleet.any(clock);
    Try self = new Try(step, process.version, clock);
    truth.tries.add(self);
    List<Telling.Word> words = new ArrayList<>();
    Instant lease =
        often(6)
            ? clock.plus(step.timeout() == null ? Duration.ofMinutes(5) : step.timeout())
            : null;
    String source = "worker/" + process.name;
    Telling.Word start =
        telling.perhaps(
            source,
            clock,
            new StepStarted(
                REF,
                step.name(),
                number,
                component(),
                version(process),
                instance(process),
                null,
                lease,
                null,
                null,
                declared ? null : stepClass(step)));
    words.add(counts ? start : telling.keep(start));
    int outcome = DONE;
    for (String effect : step.effects()) {
      Calling of = new Calling(step, effect, number, self, process, source, lease, mayGoOn, words);
      if (outcome == DONE) {
        outcome = call(of);
      } else if (complete && self.end != null && !self.died) {
        effect(of, EffectOutcome.NOT_ATTEMPTED, null, self.end);
      }
    }
    if (outcome == DONE) {
      later(1 + random.nextInt(5));
      if (often(40)) {
        outcome = crash(self, process);
      } else {
        self.end = clock;
        self.succeeded = true;
        words.add(
            telling.perhaps(
                source,
                clock,
                finished(self, number, process, null, null, AttemptOutcome.SUCCEEDED)));
      }
    }
    if (unannounced) {
      telling.oneOf(words);
    }
    return outcome;
  }

  /** One call on its way. */
  private record Calling(
      Step step,
      String effect,
      int number,
      Try self,
      Fleet.Worker process,
      String source,
      @Nullable Instant lease,
      boolean mayGoOn,
      List<Telling.Word> words) {}

  private int call(Calling of) {
    if (often(20) && of.step().effects().size() == 1) {
      effect(of, EffectOutcome.NOT_ATTEMPTED, null);
    }
    String key = keyPerTry ? "key-" + of.effect() + truth.tries.size() : "key";
    later(1 + random.nextInt(3));
    Instant sent = clock;
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> {
        note(of, key, null, Fate.NOTHING);
        later(1);
        if (complete || often(2)) {
          effect(of, often(2) ? EffectOutcome.NO_EFFECT : EffectOutcome.NOT_ATTEMPTED, key);
        }
        yield failed(of, pick("connection_refused", "422", "circuit_open", "validation"));
      }
      case 3, 4, 5 -> {
        boolean lands = random.nextBoolean();
        Duration wait = of.step().timeout() == null ? Duration.ofSeconds(30) : of.step().timeout();
        Instant gaveUp = sent.plus(wait);
        long reach = of.step().bound().minus(CLOCKS).toSeconds();
        Instant at = sent.plusSeconds(random.nextInt((int) (wait.toSeconds() + reach)));
        note(of, key, lands ? at : null, Fate.OPEN);
        clock = gaveUp;
        if (complete || often(2)) {
          effect(of, EffectOutcome.UNKNOWN, key);
        }
        yield ended(of, AttemptOutcome.TIMED_OUT, pick("timeout", "504", null));
      }
      case 6 -> {
        note(of, key, random.nextBoolean() ? sent : null, Fate.OPEN);
        later(2);
        if (complete || often(2)) {
          effect(of, EffectOutcome.UNKNOWN, key);
        }
        String error = pick("500", "503", "connection_reset", "429");
        unprovable = unprovable || error.equals("503") || error.equals("429");
        yield failed(of, error);
      }
      case 7 -> {
        note(of, key, sent, Fate.HAPPENED);
        later(2);
        effect(of, EffectOutcome.CONFIRMED, key);
        yield failed(of, "500");
      }
      case 8 -> {
        boolean sentIt = random.nextBoolean();
        boolean lands = sentIt && random.nextBoolean();
        long reach = of.step().bound().minus(CLOCKS).toSeconds();
        note(of, key, lands ? sent.plusSeconds(random.nextInt((int) reach)) : null, Fate.OPEN);
        if (sentIt && often(3)) {
          effect(of, EffectOutcome.UNKNOWN, key);
        }
        yield crash(of.self(), of.process());
      }
      case 9 -> hang(of, key);
      default -> {
        note(of, key, sent, Fate.HAPPENED);
        later(1);
        effect(of, EffectOutcome.CONFIRMED, key);
        yield DONE;
      }
    };
  }

  private void note(Calling of, String key, @Nullable Instant landsAt, Fate fate) {
    of.self().calls.add(new Call(of.effect(), of.process().version, key, landsAt, fate));
  }

  private int crash(Try self, Fleet.Worker process) {
    self.end = clock;
    self.died = true;
    unprovable = true;
    fleet.die(process, clock);
    return STOPPED;
  }

  /** It lives on, and may call at any time, unless a lease stops it. */
  private int hang(Calling of, String key) {
    unprovable = true;
    if (often(2)) {
      fleet.fallSilent(of.process());
    }
    Instant until = of.lease() == null ? Instant.MAX : of.lease();
    hanging.add(
        new Hanging(
            new Busy(of.self().start, until, "a try at " + of.step().name() + " only hangs"),
            of.step(),
            of.process(),
            of.self(),
            of.words()));
    boolean lands = random.nextBoolean();
    Instant at =
        of.lease() == null
            ? clock.plusSeconds(random.nextInt(20_000))
            : of.lease()
                .plusSeconds(random.nextInt((int) of.step().bound().minus(CLOCKS).toSeconds()));
    note(of, key, lands ? at : null, Fate.OPEN);
    of.self().end = of.lease();
    return STOPPED;
  }

  private int failed(Calling of, @Nullable String error) {
    return ended(of, AttemptOutcome.FAILED, error);
  }

  private int ended(Calling of, AttemptOutcome outcome, @Nullable String error) {
    of.self().end = clock;
    Instant next = of.mayGoOn() && often(4) ? clock.plusSeconds(10 + random.nextInt(900)) : null;
    StepFinished end = finished(of.self(), of.number(), of.process(), error, next, outcome);
    of.words()
        .add(
            next == null
                ? telling.perhaps(of.source(), clock, end)
                : telling.surely(of.source(), clock, end));
    if (next == null) {
      return STOPPED;
    }
    busy.add(new Busy(clock, next, "an automatic retry is to come"));
    clock = next;
    return AGAIN;
  }

  /** Undoes what is done of the steps before, in reverse; it may stop half way. */
  private void undo(int before) {
    for (int i = Math.min(before, truth.steps.size() - 1); i >= 0; i--) {
      Step step = truth.steps.get(i);
      List<Call> done =
          truth.tries.stream()
              .filter(each -> each.step.equals(step))
              .flatMap(each -> each.calls.stream())
              .filter(call -> call.landsAt != null && !call.landsAt.isAfter(clock))
              .toList();
      if (done.isEmpty() || !step.kind().effectful()) {
        continue;
      }
      Fleet.Worker process = fleet.any(clock);
      telling.surely(
          "worker/" + process.name,
          clock,
          new StepStarted(
              REF,
              "undo-" + step.name(),
              1,
              Fleet.COMPONENT,
              process.version,
              process.name,
              null,
              null,
              null,
              step.name(),
              null));
      later(5);
      boolean works = !often(4);
      if (works) {
        done.forEach(call -> call.undoneAt = clock);
        Instant halfSince = halfUndone.remove(step);
        if (halfSince != null) {
          busy.add(new Busy(halfSince, clock, "it is half undone"));
        }
      } else {
        halfUndone.putIfAbsent(step, clock);
      }
      if (works || often(2)) {
        telling.perhaps(
            "worker/" + process.name,
            clock,
            new StepFinished(
                REF,
                "undo-" + step.name(),
                1,
                Fleet.COMPONENT,
                process.version,
                process.name,
                null,
                works ? AttemptOutcome.SUCCEEDED : AttemptOutcome.FAILED,
                null,
                null,
                null,
                step.name()));
      }
      if (!works) {
        return;
      }
    }
    if (often(2)) {
      telling.perhaps(
          "api",
          clock,
          new ActionFinished(REF, null, Fleet.COMPONENT, null, ActionOutcome.COMPENSATED));
    }
  }

  /** Callees that are asked, entities that others change, callbacks, newer actions. */
  private void surroundings() {
    Instant end = clock;
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant at = end.plusSeconds(random.nextInt(often(2) ? 300 : 7200));
      Step step = pick(truth.steps.toArray(new Step[0]));
      if (!step.effects().isEmpty()) {
        lookUp(step.effects().getFirst(), at);
      }
    }
    if (hasKey && often(6)) {
      Instant at = START.plusSeconds(random.nextInt(7200));
      truth.changes.add(at);
      telling.surely("shop", at, new EntityChanged(KEY, "v" + random.nextInt(100), "refund/1"));
    }
    if (hasKey && often(10)) {
      ActionRef newer = new ActionRef(often(2) ? "order" : "refund", "4712");
      Instant at = START.plusSeconds(120 + random.nextInt(7200));
      telling.surely("api", at, new ActionAccepted(newer, KEY, null, null, null));
      telling.surely(
          "api",
          at.plusSeconds(60),
          new ActionFinished(newer, KEY, null, null, ActionOutcome.COMPLETED));
      busy.add(new Busy(at.plusSeconds(60), Instant.MAX, "a newer action completed"));
    }
    if (often(15)) {
      Instant at = START.plusSeconds(random.nextInt(600));
      Instant expires = at.plusSeconds(60L * random.nextInt(300));
      telling.surely(
          "provider", at, new CallbackRegistered("cb-1", "bank", REF, null, null, expires));
      Instant until = expires;
      if (often(2)) {
        Instant answered = at.plusSeconds(random.nextInt(3600));
        until = answered.isBefore(expires) ? answered : expires;
        telling.surely("provider", answered, new CallbackReceived("cb-1", "bank", REF, null, null));
      }
      busy.add(new Busy(at, until, "an answer may still come"));
    }
  }

  private void lookUp(String effect, Instant at) {
    boolean found =
        truth.tries.stream()
            .flatMap(each -> each.calls.stream())
            .filter(call -> call.effect.equals(effect))
            .anyMatch(
                call ->
                    call.landsAt != null
                        && !call.landsAt.isAfter(at)
                        && (call.undoneAt == null || call.undoneAt.isAfter(at)));
    if (!found) {
      truth.denials.add(new ActionTruth.Denial(effect, at));
    }
    telling.perhaps(
        "on-call",
        at,
        new EffectLookedUp(
            REF,
            effect,
            found ? EffectOutcome.CONFIRMED : EffectOutcome.NO_EFFECT,
            "ana",
            often(2) ? at : null));
  }

  private void ask() {
    Instant last = clock;
    if (often(5)) {
      asked =
          START.plusSeconds(
              random.nextInt((int) Math.max(1, Duration.between(START, last).toSeconds())));
    } else {
      asked = last.plusSeconds(often(3) ? random.nextInt(1200) : random.nextInt(10_800));
    }
    for (Busy each : byHand) {
      if (!asked.isBefore(each.from()) && !asked.isAfter(each.to())) {
        asked = each.to().plusSeconds(1);
      }
    }
    asked = asked.plusMillis(500);
    truth.asked = asked;
    truth.tries.removeIf(each -> each.start.isAfter(asked));
    truth.denials.removeIf(each -> each.at().isAfter(asked));
    truth.changes.removeIf(each -> each.isAfter(asked));
    halfUndone
        .values()
        .forEach(since -> busy.add(new Busy(since, Instant.MAX, "it is half undone")));
    busy.forEach(this::obstacle);
    if (validUntil != null && !validUntil.isAfter(asked)) {
      truth.obstacles.add("its terms have run out");
    }
    if (often(5)) {
      fromStep = Optional.of(pick(truth.steps.toArray(new Step[0])).name());
    }
  }

  private void obstacle(Busy each) {
    if (!each.from().isAfter(asked) && each.to().isAfter(asked)) {
      truth.obstacles.add(each.what());
    }
  }

  /** Nobody told of it, and the callee denied it later. */
  private boolean isTakenForEnded(Hanging each) {
    Instant died = each.process().diedAt;
    return (died != null && !died.isAfter(asked))
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
        died == null || died.isAfter(asked)
            ? truth.denials.stream()
                .filter(denial -> each.step().effects().contains(denial.effect()))
                .map(ActionTruth.Denial::at)
                .max(Instant::compareTo)
                .orElse(asked)
            : died.plus(each.step().bound()).minus(CLOCKS);
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

  // --- what is told -----------------------------------------------------------------------------

  private void declare() {
    if (!declared) {
      return;
    }
    List<StepDeclaration> steps = new ArrayList<>();
    for (Step step : truth.steps) {
      boolean unnamed = step.effects().equals(List.of(step.name()));
      List<EffectDeclaration> effects = new ArrayList<>();
      if (!unnamed) {
        step.effects().forEach(each -> effects.add(new EffectDeclaration(each, "bank")));
      }
      steps.add(
          new StepDeclaration(
              step.name(),
              stepClass(step),
              step.kind() == Kind.KEYED && often(3) ? step.ttl() : null,
              null,
              often(2) ? (Boolean) true : null,
              null,
              step.timeout(),
              effects,
              List.of()));
    }
    ActionTypeDeclared type = new ActionTypeDeclared("order", steps, null, null, null);
    if (declaredSurely) {
      telling.surely("catalog", START.minusSeconds(3600), type);
    } else {
      telling.perhaps("catalog", START.minusSeconds(3600), type);
    }
  }

  private static String stepClass(Step step) {
    return step.kind() == Kind.KEYED ? "KEYED;ttl=" + step.ttl() : step.kind().name();
  }

  private void effect(Calling of, EffectOutcome outcome, @Nullable String key) {
    effect(of, outcome, key, clock);
  }

  private void effect(Calling of, EffectOutcome outcome, @Nullable String key, Instant at) {
    if (!tellsEffects) {
      return;
    }
    boolean keyed = of.step().kind() == Kind.KEYED && key != null;
    String told = keyed && tellsKeys && (complete || !often(8)) ? key + of.effect() : null;
    EffectRecorded word =
        new EffectRecorded(
            REF,
            of.step().name(),
            of.number(),
            of.effect(),
            "bank",
            outcome,
            told,
            keyed && tellsPayloads && (complete || !often(8))
                ? payload(of.process().version)
                : null,
            null,
            null);
    if (told != null && keyPerTry) {
      keyWords.put(word, told);
    }
    of.words().add(telling.perhaps(of.source(), at, word));
  }

  private String payload(String version) {
    return truth.payloadsDiffer ? "payload-" + version : "payload";
  }

  private StepFinished finished(
      Try self,
      int number,
      Fleet.Worker process,
      @Nullable String error,
      @Nullable Instant next,
      AttemptOutcome outcome) {
    return new StepFinished(
        REF,
        self.step.name(),
        number,
        component(),
        version(process),
        instance(process),
        null,
        outcome,
        error == null ? null : new AttemptError(error, null),
        next,
        null,
        null);
  }

  private @Nullable String component() {
    return complete || !often(20) ? Fleet.COMPONENT : null;
  }

  private @Nullable String version(Fleet.Worker process) {
    return complete || !often(12) ? process.version : null;
  }

  private @Nullable String instance(Fleet.Worker process) {
    return tellsInstances ? process.name : null;
  }

  // --- the question -----------------------------------------------------------------------------

  @Override
  public List<Telling.Told> told() {
    return told;
  }

  @Override
  public Asked asked() {
    return new Asked(told.size() - 1L, asked);
  }

  @Override
  public Verdict verdict(Asked asked, List<Recorded<Event>> known) {
    return RetryCases.verdict(Telling.ENVIRONMENT, REF, fromStep, asked, known);
  }

  @Override
  public Optional<String> harm(Verdict verdict) {
    return strands(verdict).or(() -> truth.harm(from(verdict), versions(), false));
  }

  @Override
  public boolean provablySafe(Verdict verdict) {
    return complete
        && !unprovable
        && from(verdict).isPresent()
        && strands(verdict).isEmpty()
        && truth.harm(from(verdict), versions(), true).isEmpty();
  }

  private static Optional<String> from(Verdict verdict) {
    return Optional.ofNullable(verdict.from());
  }

  /** A step that is run by messages needs somebody who takes them, and nobody who drops them. */
  private Optional<String> strands(Verdict verdict) {
    boolean again = false;
    for (Step step : truth.steps) {
      again = again || from(verdict).filter(step.name()::equals).isPresent();
      boolean tried = truth.tries.stream().anyMatch(each -> each.step.equals(step));
      if (again && step.queued() && tried && fleet.told && isKnownToBeRunByMessages()) {
        Set<String> versions = fleet.versions(asked);
        if (versions.stream().noneMatch(each -> fleet.accepts(each, form))) {
          return Optional.of("nobody takes its message");
        }
        if (fleet.discards() && !versions.stream().allMatch(each -> fleet.accepts(each, form))) {
          return Optional.of("some drop its message");
        }
      }
    }
    return Optional.empty();
  }

  private boolean isKnownToBeRunByMessages() {
    return messages.stream().anyMatch(Telling.Word::heard);
  }

  /** Whoever may run the retry: all that live, or, where nobody tells, those that tried. */
  private Set<String> versions() {
    if (fleet.told) {
      Set<String> alive = fleet.versions(asked);
      if (!alive.isEmpty()) {
        return alive;
      }
    }
    Set<String> tried = new TreeSet<>();
    truth.tries.forEach(each -> tried.add(each.version));
    return tried;
  }

  @Override
  public String question() {
    return "{\"question\":\"RETRY\",\"environment\":\"%s\",\"action\":\"%s\"%s,\"instant\":\"%s\"}"
        .formatted(
            Telling.ENVIRONMENT,
            REF,
            fromStep.map(step -> ",\"fromStep\":\"" + step + "\"").orElse(""),
            asked);
  }

  private void later(int seconds) {
    clock = clock.plusSeconds(seconds);
  }

  private boolean often(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  @SafeVarargs
  private <T extends @Nullable Object> T pick(T... some) {
    return some[random.nextInt(some.length)];
  }
}

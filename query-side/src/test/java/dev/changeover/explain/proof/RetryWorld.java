package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.KEY;
import static dev.changeover.explain.proof.RetryScene.REF;
import static dev.changeover.explain.proof.RetryScene.START;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.cases.RetryCases;
import dev.changeover.explain.proof.ActionTruth.Kind;
import dev.changeover.explain.proof.ActionTruth.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One action of up to three steps, begun by the product and begun again by engines and people, on a
 * fleet that dies, hangs and changes versions. {@link ActionRun} says what happens, {@link
 * CallFaults} which faults strike, {@link ActionReports} and {@link Telling} what is told, {@link
 * ActionTruth} what a retry would really do; here stands what is asked.
 */
final class RetryWorld extends World {
  private final Dice dice;
  private final RetryHabits habits;
  private final ActionTruth truth = new ActionTruth();
  private final Fleet fleet;
  private final RetryScene scene;
  private final ActionRun run;
  private @Nullable Instant validUntil;
  private Instant asked = START;
  private Optional<String> fromStep = Optional.empty();

  private RetryWorld(long seed, boolean complete) {
    super(seed, complete);
    dice = new Dice(random);
    boolean queues = dice.often(3);
    fleet = new Fleet(random, complete, queues || dice.often(2), START.minusSeconds(600));
    habits = new RetryHabits(dice, complete);
    truth.payloadsDiffer = dice.often(2);
    truth.messagesKeepTheirId = dice.often(2);
    truth.inboxIsShared = dice.often(2);
    truth.graphs.differ = habits.tellsGraphs && dice.often(2);
    truth.graphs.ofEachStep = dice.often(3);
    truth.graphs.vary = habits.tellsGraphs && dice.often(8);
    makeSteps(queues);
    if (dice.often(12)) {
      truth.poisoned = dice.pick(truth.steps);
      truth.poisonedOn = dice.pick(null, "1", "2");
    }
    if (habits.declaredSurely && dice.often(8)) {
      truth.columns = new UsedColumns(dice.pick(truth.steps).name(), dice.often(2));
    }
    scene =
        new RetryScene(
            dice,
            habits,
            new WorldClock(START),
            fleet,
            truth,
            new Underway(truth),
            new ActionReports(dice, habits, truth, telling));
    run = new ActionRun(scene);
  }

  static RetryWorld of(long seed, boolean complete) {
    RetryWorld world = new RetryWorld(seed, complete);
    world.live();
    return world;
  }

  private void makeSteps(boolean queues) {
    int count = 1 + dice.below(3);
    boolean forwardOnly = dice.often(16);
    boolean inboxes = queues && dice.often(3);
    for (int i = 0; i < count; i++) {
      Kind kind = kind();
      if (forwardOnly) {
        kind = i == 0 ? Kind.PIVOT : Kind.RETRIABLE;
      } else if (inboxes) {
        kind = Kind.INBOX_DEDUPED;
      }
      String name = "s" + i;
      List<String> effects = new ArrayList<>();
      if (kind != Kind.READ_ONLY) {
        effects.add(dice.often(5) ? name : "e" + i);
        if (habits.declaredSurely && dice.often(6)) {
          effects.add("f" + i);
        }
      }
      truth.steps.add(
          new Step(
              name,
              kind,
              dice.pick(Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(24)),
              !habits.declaredSurely || dice.often(4)
                  ? null
                  : dice.pick(
                      Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(20)),
              List.copyOf(effects),
              queues && (kind == Kind.INBOX_DEDUPED || dice.often(2))));
    }
  }

  private Kind kind() {
    Kind any = dice.pick(Kind.values());
    return dice.often(2) ? any : dice.often(2) ? Kind.KEYED : Kind.EXTERNAL_NON_IDEMPOTENT;
  }

  private void live() {
    scene.reports().declare(declaredAt(), START.minusSeconds(300));
    scene.reports().othersRan(START.minusSeconds(1800));
    if (dice.often(3)) {
      scene.reports().othersFinished(START.minusSeconds(1700));
    }
    if (truth.columns.moved()) {
      fleet.tellOfOlder(telling, START.minusSeconds(3500), START.minusSeconds(800));
    }
    if (dice.often(8)) {
      validUntil = START.plusSeconds(60L * dice.below(240));
    }
    accept();
    if (dice.often(2)) {
      truth.columns.contract(telling, START.plusSeconds(dice.below(10_000) - 3000));
    }
    run.live();
    new Surroundings(scene).live();
    ask();
    fleet.tell(telling, asked);
    askAt(asked);
    truth.forgetAfter(asked);
    scene.underway().settle();
    if (validUntil != null && !validUntil.isAfter(asked)) {
      truth.obstacles.add("its terms have run out");
    }
    scene.reports().hear(told());
  }

  /** An hour ago, or, where somebody tells who is there, longer than any business cycle. */
  private Instant declaredAt() {
    return fleet.told && dice.often(4)
        ? START.minus(Duration.ofDays(36 + dice.below(400)))
        : START.minusSeconds(3600);
  }

  private void accept() {
    ActionAccepted accepted =
        new ActionAccepted(REF, habits.hasKey ? KEY : null, Fleet.COMPONENT, null, validUntil);
    if (habits.hasKey || validUntil != null) {
      telling.surely("api", START, accepted);
    } else {
      telling.perhaps("api", START, accepted);
    }
  }

  private void ask() {
    Instant last = scene.clock().now();
    Instant moment =
        dice.often(5)
            ? START.plusSeconds(
                dice.below((int) Math.max(1, Duration.between(START, last).toSeconds())))
            : last.plusSeconds(dice.often(3) ? dice.below(1200) : dice.below(10_800));
    asked = scene.underway().notByHand(moment).plusMillis(500);
    if (dice.often(5)) {
      fromStep = Optional.of(dice.pick(truth.steps).name());
    }
  }

  @Override
  public Verdict verdict(Asked asked, List<Recorded<Event>> known) {
    return RetryCases.verdict(Telling.ENVIRONMENT, REF, fromStep, asked, known);
  }

  @Override
  public Optional<String> harm(Verdict verdict) {
    return strands(verdict).or(() -> new RetryHarm(truth, false).of(from(verdict), versions()));
  }

  @Override
  public boolean provablySafe(Verdict verdict) {
    return habits.complete
        && !run.unprovable()
        && from(verdict).isPresent()
        && strands(verdict).isEmpty()
        && new RetryHarm(truth, true).of(from(verdict), versions()).isEmpty();
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
      if (again && step.queued() && tried && fleet.told && run.tellsOfMessages()) {
        Set<String> versions = fleet.versions(asked);
        if (versions.stream().noneMatch(each -> fleet.accepts(each, habits.form))) {
          return Optional.of("nobody takes its message");
        }
        if (fleet.discards()
            && !versions.stream().allMatch(each -> fleet.accepts(each, habits.form))) {
          return Optional.of("some drop its message");
        }
      }
    }
    return Optional.empty();
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
}

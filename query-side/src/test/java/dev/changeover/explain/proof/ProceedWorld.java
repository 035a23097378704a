package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.cases.ProceedCases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A release on its way: some of its steps are done, and the next one is asked about. What really
 * completes, who really runs and what the next step would break is decided here and in {@link
 * ProceedWork}, {@link ProceedFleet} and {@link ProceedData}; what is told of it goes through
 * {@link Telling}. Few actions are enough for a comparison here, so that a history is short.
 */
final class ProceedWorld extends World {
  static final String RELEASE = "2026.11.3";
  static final List<String> STEPS =
      List.of("expand", "workers", "api", "fill", "reads", "contract");
  private static final Instant DAY = Instant.parse("2026-11-20T14:00:00Z");

  final Instant asked;

  /** When the first step began. */
  final Instant began;

  /** How many of the steps are done. */
  final int done;

  /** When each of these began; they take two minutes. */
  private final List<Instant> starts = new ArrayList<>();

  /** Each stands for itself: the next step breaks something, or builds on what is broken. */
  final List<String> dangers = new ArrayList<>();

  final ProceedFleet fleet;
  private final ProceedData data;
  private final ProceedWork work;
  final ProceedQuality quality;

  /** Whether the last step was watched for as long as the policy wants. */
  private boolean watched = true;

  private ProceedWorld(long seed, boolean complete) {
    super(seed, complete);
    asked = DAY.plusSeconds(random.nextInt(7200));
    began = asked.minusSeconds(4 * 3600 + random.nextInt(3600));
    done = random.nextInt(STEPS.size() + 1);
    quality = new ProceedQuality(this);
    telling.surely("policy", began.minusSeconds(20_000), new PolicyDeclared(limits()));
    fleet = new ProceedFleet(this);
    data = new ProceedData(this);
    steps();
    fleet.live();
    data.live();
    work = new ProceedWork(this);
    work.live();
    quality.live();
    new ProceedSurroundings(this).live();
    askAt(asked);
  }

  static ProceedWorld of(long seed, boolean complete) {
    return new ProceedWorld(seed, complete);
  }

  private Map<String, String> limits() {
    Map<String, String> limits =
        new TreeMap<>(Map.of("sampleFloor", "5", "power", "0.4", "bake", "PT30M"));
    if (quality.smoked) {
      limits.put("requiredMetrics", ProceedQuality.SMOKE);
      limits.put("mustHaveData", "" + often(2));
    }
    return limits;
  }

  private void steps() {
    telling.surely("delivery", began.minusSeconds(3600), ProceedPlan.of(fleet, data, quality));
    telling.surely("delivery", began.minusSeconds(60), new ReleaseStarted(RELEASE, null));
    Instant at = began;
    for (int i = 0; i < done; i++) {
      boolean last = i == done - 1;
      if (last && often(10)) {
        at = asked.minusSeconds(400 + random.nextInt(1000));
        watched = false;
        endanger(often(2), "a fault of the last step shows only after a while");
      }
      starts.add(at);
      telling.surely("delivery", at, new ReleaseStepStarted(RELEASE, STEPS.get(i), null));
      boolean fails = last && often(15);
      boolean stillRuns = last && !fails && often(20);
      endanger(fails, "a step failed");
      endanger(stillRuns, "a step is under way");
      if (!stillRuns) {
        telling.surely(
            "delivery",
            at.plusSeconds(120),
            new ReleaseStepFinished(
                RELEASE, STEPS.get(i), fails ? StepOutcome.FAILED : StepOutcome.SUCCEEDED, null));
      }
      at = at.plusSeconds(300 + random.nextInt(i == 4 ? 60 : 1200));
    }
  }

  /** When a step began; empty: it has not. */
  Optional<Instant> start(String step) {
    int index = STEPS.indexOf(step);
    return index < starts.size() ? Optional.of(starts.get(index)) : Optional.empty();
  }

  boolean isDone(String step) {
    return STEPS.indexOf(step) < done;
  }

  /** The step that is asked about; empty: whether the release may be declared finished. */
  Optional<String> next() {
    return done < STEPS.size() ? Optional.of(STEPS.get(done)) : Optional.empty();
  }

  boolean isNext(String step) {
    return next().filter(step::equals).isPresent();
  }

  /** When the last step was over; the beginning where none was taken. */
  Instant lastStepEnded() {
    return starts.isEmpty() ? began.minusSeconds(60) : starts.getLast().plusSeconds(120);
  }

  void endanger(boolean so, String what) {
    if (so) {
      dangers.add(what);
    }
  }

  @Override
  public Verdict verdict(Asked asked, List<Recorded<Event>> known) {
    return ProceedCases.answer(Telling.ENVIRONMENT, RELEASE, asked, known);
  }

  @Override
  public Optional<String> harm(Verdict verdict) {
    return dangers.stream().findFirst().or(fleet::harm).or(data::harm);
  }

  @Override
  public boolean provablySafe(Verdict verdict) {
    return complete
        && watched
        && quality.isProvable()
        && harm(verdict).isEmpty()
        && work.isProvable()
        && data.isProvable();
  }

  @Override
  public String question() {
    return "{\"question\":\"PROCEED\",\"environment\":\"%s\",\"release\":\"%s\",\"instant\":\"%s\"}"
        .formatted(Telling.ENVIRONMENT, RELEASE, asked);
  }
}

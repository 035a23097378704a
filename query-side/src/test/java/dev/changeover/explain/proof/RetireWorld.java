package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.cases.RetireCases;
import dev.changeover.explain.retire.RetireQuestion;
import dev.changeover.explain.retire.Retired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something old that may go: a version, a path, a message form or a flag. Who really still needs it
 * is decided by its {@link Retirement}; what is told of that goes through {@link Telling}. The
 * longest business cycle is six hours here, so that a history is short.
 */
final class RetireWorld extends World {
  static final Duration CYCLE = Duration.ofHours(6);
  static final Duration GRACE = Duration.ofHours(1);

  /** Signs of a watch that are further apart are a gap. */
  static final Duration WATCH = Duration.ofMinutes(20);

  private static final Instant DAY = Instant.parse("2026-11-20T14:00:00Z");

  final Instant asked;

  /** When the first thing was told. */
  final Instant began;

  /** Since when nothing has changed: longer than any count may be old. */
  final Instant settled;

  final Processes processes;
  private final Retirement retirement;

  private RetireWorld(long seed, boolean complete) {
    super(seed, complete);
    asked = DAY.plusSeconds(random.nextInt(7200));
    began = asked.minus(Duration.ofHours(8));
    settled = asked.minusSeconds(1500 + random.nextInt(9000));
    processes = new Processes(random, complete, telling, settled, asked);
    telling.surely("policy", began, new PolicyDeclared(limits()));
    retirement =
        switch (random.nextInt(4)) {
          case 0 -> new PathToRetire(this, "/v1/orders", false);
          case 1 -> new PathToRetire(this, "express-lane", true);
          case 2 -> new FormToRetire(this);
          default -> new VersionToRetire(this);
        };
    retirement.live();
    askAt(asked);
  }

  static RetireWorld of(long seed, boolean complete) {
    return new RetireWorld(seed, complete);
  }

  private static Map<String, String> limits() {
    return Map.of(
        "longestBusinessCycle", CYCLE.toString(),
        "grace", GRACE.toString(),
        "probeMaxAge", WATCH.toString(),
        "queueMaxAge", WATCH.toString(),
        "dependantMaxAge", WATCH.toString());
  }

  /**
   * Moments at which a watch speaks, from the beginning to the moment asked. Where the witnesses
   * are bad it may fail, and then it is silent for longer than its signs may be apart.
   */
  List<Instant> signs() {
    Instant fails = began.plusSeconds(random.nextInt(8 * 3600));
    Instant again = fails.plus(WATCH).plusSeconds(120 + random.nextInt(7200));
    boolean failing = !complete && often(4);
    List<Instant> signs = new ArrayList<>();
    for (Instant at = began.plusSeconds(30); at.isBefore(asked.minusSeconds(30)); ) {
      if (!failing || at.isBefore(fails) || at.isAfter(again)) {
        signs.add(at);
      }
      at = at.plusSeconds(600 + random.nextInt(400));
    }
    if (complete) {
      signs.add(asked.minusSeconds(20));
    }
    return signs;
  }

  /** Whether the watch was silent then for longer than its signs may be apart, by any clock. */
  boolean isMissed(Instant moment, List<Instant> signs) {
    Instant before = began;
    Instant after = asked;
    for (Instant sign : signs) {
      before = !sign.isAfter(moment) && sign.isAfter(before) ? sign : before;
      after = !sign.isBefore(moment) && sign.isBefore(after) ? sign : after;
    }
    return before.plus(WATCH).plusSeconds(60).isBefore(after);
  }

  @Override
  public Verdict verdict(Asked asked, List<Recorded<Event>> known) {
    return RetireCases.answer(
        new RetireQuestion(Telling.ENVIRONMENT, retirement.retired()), asked, known);
  }

  @Override
  public Optional<String> harm(Verdict verdict) {
    return retirement.harm();
  }

  @Override
  public boolean provablySafe(Verdict verdict) {
    return complete && retirement.harm().isEmpty() && retirement.isProvable();
  }

  @Override
  public String question() {
    String what =
        switch (retirement.retired()) {
          case Retired.OldVersion old ->
              "\"component\":\"%s\",\"version\":\"%s\""
                  .formatted(old.version().component(), old.version().version());
          case Retired.OldPath old -> "\"path\":\"%s\"".formatted(old.path());
          case Retired.OldForm old -> "\"schema\":\"%s\"".formatted(old.name());
          case Retired.OldFlag old -> "\"flag\":\"%s\"".formatted(old.flag());
        };
    return "{\"question\":\"RETIRE\",\"environment\":\"%s\",%s,\"instant\":\"%s\"}"
        .formatted(Telling.ENVIRONMENT, what, asked);
  }
}

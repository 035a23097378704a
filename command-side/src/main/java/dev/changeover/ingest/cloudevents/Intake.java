package dev.changeover.ingest.cloudevents;

import dev.changeover.access.Caller;
import dev.changeover.log.FactLog;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import dev.changeover.log.Receipt;
import dev.changeover.log.UnstorableFact;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What lies behind every door that events come in by: takes what was read to the log and answers
 * after the commit. A fact that the log cannot hold is refused alone.
 */
public final class Intake {
  private final FactLog log;
  private final Duration patience;

  /**
   * @param patience how long a sender is kept waiting for the commit
   */
  Intake(FactLog log, Duration patience) {
    this.log = log;
    this.patience = patience;
  }

  /**
   * Hands what was read to the log, as far as the caller may tell it.
   *
   * @return for each reading, in order, what became of it
   * @throws LogUnavailable where whether it was stored is not known; sending it again is right
   */
  List<Taken> take(List<Reading> readings, Caller caller) {
    return store(readings.stream().map(reading -> admitted(reading, caller)).toList());
  }

  /** As {@link #take}, for what has been admitted by who asked for it. */
  List<Taken> store(List<Reading> admitted) {
    List<NewFact> facts = new ArrayList<>();
    for (Reading reading : admitted) {
      if (reading instanceof Reading.Mapped(NewFact fact)) {
        facts.add(fact);
      }
    }
    Iterator<Taken> stored = append(facts).iterator();
    return admitted.stream()
        .map(
            reading ->
                switch (reading) {
                  case Reading.Mapped _ -> stored.next();
                  case Reading.Refused refused -> new Taken.Rejected(refused);
                })
        .toList();
  }

  /** A token speaks for its environments and sources only. */
  private static Reading admitted(Reading reading, Caller caller) {
    return switch (reading) {
      case Reading.Refused refused -> refused;
      case Reading.Mapped(NewFact fact) ->
          caller
              .refusalToTell(fact.environment(), fact.id().source())
              .<Reading>map(
                  problem -> new Reading.Refused(fact.id().source(), fact.id().id(), problem))
              .orElse(reading);
    };
  }

  private List<Taken> append(List<NewFact> facts) {
    try {
      return await(facts).stream().<Taken>map(Taken.Received::new).toList();
    } catch (UnstorableFact unstorable) {
      // The whole request was refused for one of its facts: each is asked for by itself.
      return facts.size() == 1
          ? List.of(rejected(facts.getFirst(), unstorable))
          : facts.stream().flatMap(fact -> append(List.of(fact)).stream()).toList();
    }
  }

  private List<Receipt> await(List<NewFact> facts) {
    try {
      return log.append(facts).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException failed) {
      throw switch (failed.getCause()) {
        case LogUnavailable unavailable -> unavailable;
        case UnstorableFact unstorable -> unstorable;
        case TimeoutException late ->
            new LogUnavailable(
                "no commit within %d s; whether it was stored is not known, send again"
                    .formatted(patience.toSeconds()),
                Duration.ofSeconds(1),
                late);
        case null, default -> failed;
      };
    }
  }

  private static Taken rejected(NewFact fact, UnstorableFact unstorable) {
    return new Taken.Rejected(
        new Reading.Refused(
            fact.id().source(),
            fact.id().id(),
            Problem.at(ProblemCode.EVENT_MALFORMED, "", String.valueOf(unstorable.getMessage()))));
  }
}

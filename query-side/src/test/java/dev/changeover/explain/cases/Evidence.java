package dev.changeover.explain.cases;

import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a verdict rests on, and histories in which some of it is missing, older or out of order. */
final class Evidence {
  private Evidence() {}

  /** The facts that speak for it. */
  static Stream<CitedFact> facts(Verdict verdict) {
    return verdict.findings().stream()
        .filter(Supports.class::isInstance)
        .flatMap(each -> each.facts().stream());
  }

  /** Of them those that can be too old. */
  static List<CitedFact> ageing(Verdict verdict) {
    return facts(verdict).filter(each -> each.maxAge() != null).distinct().toList();
  }

  /** Where the facts that speak for it stand in the log. */
  static Set<Long> cited(Verdict verdict) {
    return facts(verdict).flatMap(each -> each.positions().stream()).collect(Collectors.toSet());
  }

  /** In any order, half of it twice. */
  static List<Recorded<Event>> shuffled(List<Recorded<Event>> events, long seed) {
    List<Recorded<Event>> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, events.size() / 2));
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /** The read models are as far as before: the fact was never told, not merely late. */
  static List<Recorded<Event>> without(List<Recorded<Event>> events, long position) {
    List<Recorded<Event>> left = new ArrayList<>();
    long last = events.size() - 1L;
    for (Recorded<Event> each : events.reversed()) {
      if (each.position() != position) {
        left.addFirst(left.isEmpty() ? at(each, last, each.id()) : each);
      }
    }
    return left;
  }

  /** The facts that a finding cites happened so much earlier. */
  static List<Recorded<Event>> aged(List<Recorded<Event>> events, CitedFact fact, Duration by) {
    return events.stream()
        .map(each -> fact.positions().contains(each.position()) ? earlier(each, by) : each)
        .toList();
  }

  /** The fact at another place in the log, under another name. */
  static Recorded<Event> at(Recorded<Event> fact, long position, EventId id) {
    return new Recorded<>(
        position,
        id,
        fact.environment(),
        fact.subject(),
        fact.occurredAt(),
        fact.recordedAt(),
        fact.event());
  }

  private static Recorded<Event> earlier(Recorded<Event> fact, Duration by) {
    return new Recorded<>(
        fact.position(),
        fact.id(),
        fact.environment(),
        fact.subject(),
        fact.occurredAt().minus(by),
        fact.recordedAt(),
        fact.event());
  }
}

package dev.changeover.projection.environment.queue;

import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.dependant.Watch;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshots of a queue. Sources differ in what they can tell, so the latest that told
 * each part is kept beside the latest of all.
 *
 * @param bySource the latest of each source
 * @param forms the latest that split the messages by form, or found the queue empty; null: none
 * @param deadLetters the latest that told the dead letters; null: none
 * @param delayed the latest that told the delayed messages; null: none
 * @param deadLettersByHour the latest of each hour (UTC, e.g. {@code 2026-11-20T14:00:00Z}) that
 *     told the dead letters, of the last hours only
 * @param watch the time that snapshots stand for that told the form of every message, each for its
 *     moment; null: none
 * @param held of each form the latest snapshot that held messages of it
 */
public record QueueFacts(
    String queue,
    Recorded<QueueObserved> latest,
    SortedMap<String, Recorded<QueueObserved>> bySource,
    @Nullable Recorded<QueueObserved> forms,
    @Nullable Recorded<QueueObserved> deadLetters,
    @Nullable Recorded<QueueObserved> delayed,
    SortedMap<String, Recorded<QueueObserved>> deadLettersByHour,
    @Nullable Watch watch,
    SortedMap<MessageForm, Held> held) {

  private static final int HOURS = 24;

  /** When a snapshot held messages of a form, and where that stands in the log. */
  public record Held(Instant at, Instant recordedAt, long position) implements Comparable<Held> {
    @Override
    public int compareTo(Held other) {
      return Comparator.comparing(Held::at).thenComparingLong(Held::position).compare(this, other);
    }
  }

  public static QueueFacts merge(@Nullable QueueFacts known, Recorded<QueueObserved> fact) {
    QueueObserved e = fact.event();
    boolean tellsForms = !e.bySchema().isEmpty() || e.depth() == 0;
    return new QueueFacts(
        e.queue(),
        Recorded.latest(known == null ? null : known.latest, fact),
        Join.latest(known == null ? Join.none() : known.bySource, fact.id().source(), fact),
        told(known == null ? null : known.forms, fact, tellsForms),
        told(known == null ? null : known.deadLetters, fact, e.deadLetters() != null),
        told(known == null ? null : known.delayed, fact, e.delayed() != null),
        hours(known == null ? Join.none() : known.deadLettersByHour, fact),
        watch(known == null ? null : known.watch, fact),
        held(known == null ? Join.none() : known.held, fact));
  }

  private static @Nullable Watch watch(@Nullable Watch known, Recorded<QueueObserved> fact) {
    return tellsAllForms(fact.event())
        ? Watch.merge(known, fact.effectiveAt(), fact.effectiveAt())
        : known;
  }

  /** Where the form of one is not told, it may be any. */
  private static boolean tellsAllForms(QueueObserved told) {
    long counted = told.bySchema().values().stream().mapToLong(Long::longValue).sum();
    long unknown = told.unknownSchema() == null ? 0 : told.unknownSchema();
    return unknown == 0 && counted >= told.depth();
  }

  private static SortedMap<MessageForm, Held> held(
      SortedMap<MessageForm, Held> known, Recorded<QueueObserved> fact) {
    SortedMap<MessageForm, Held> held = new TreeMap<>(known);
    Held seen = new Held(fact.effectiveAt(), fact.recordedAt(), fact.position());
    fact.event()
        .bySchema()
        .forEach(
            (form, count) -> {
              if (count > 0) {
                held.merge(form, seen, (one, other) -> one.compareTo(other) < 0 ? other : one);
              }
            });
    return held;
  }

  private static SortedMap<String, Recorded<QueueObserved>> hours(
      SortedMap<String, Recorded<QueueObserved>> known, Recorded<QueueObserved> fact) {
    if (fact.event().deadLetters() == null) {
      return known;
    }
    String hour = fact.effectiveAt().truncatedTo(ChronoUnit.HOURS).toString();
    SortedMap<String, Recorded<QueueObserved>> all = Join.latest(known, hour, fact);
    return all.size() <= HOURS ? all : Join.without(all, all.firstKey());
  }

  /** The latest dead letters that were told before a moment; empty: not known. */
  public Optional<Recorded<QueueObserved>> deadLettersBefore(Instant moment) {
    return deadLettersByHour.values().stream()
        .filter(each -> each.effectiveAt().isBefore(moment))
        .max(Recorded.BY_TIME);
  }

  private static @Nullable Recorded<QueueObserved> told(
      @Nullable Recorded<QueueObserved> known, Recorded<QueueObserved> fact, boolean tells) {
    return tells ? Recorded.latest(known, fact) : known;
  }
}

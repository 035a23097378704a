package dev.changeover.projection.environment.queue;

import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.dependant.Watch;
import dev.changeover.projection.join.Join;
import dev.changeover.projection.join.SideBySide;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshots of a queue. Sources differ in what they can tell, so the latest that told
 * each part is kept beside the latest of all; each may see a part of what died or is delayed.
 *
 * @param bySource the latest of each source
 * @param forms the latest that split the messages by form, or found the queue empty; null: none
 * @param deadLettersBySource the dead letters as each source counts them
 * @param delayedBySource the latest of each source that told the delayed messages
 * @param watch the time that snapshots stand for that told the form of every message, each for its
 *     moment; null: none
 * @param held of each form the latest snapshot that held messages of it
 */
public record QueueFacts(
    String queue,
    Recorded<QueueObserved> latest,
    SortedMap<String, Recorded<QueueObserved>> bySource,
    @Nullable Recorded<QueueObserved> forms,
    SortedMap<String, DeadLetters> deadLettersBySource,
    SortedMap<String, Recorded<QueueObserved>> delayedBySource,
    @Nullable Watch watch,
    SortedMap<MessageForm, Held> held) {

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
        forms(known == null ? null : known.forms, fact, tellsForms),
        dead(known == null ? Join.none() : known.deadLettersBySource, fact),
        delayed(known == null ? Join.none() : known.delayedBySource, fact),
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

  private static @Nullable Recorded<QueueObserved> forms(
      @Nullable Recorded<QueueObserved> known, Recorded<QueueObserved> fact, boolean tells) {
    return tells ? Recorded.latest(known, fact) : known;
  }

  private static SortedMap<String, DeadLetters> dead(
      SortedMap<String, DeadLetters> known, Recorded<QueueObserved> fact) {
    String source = fact.id().source();
    return fact.event().deadLetters() == null
        ? known
        : Join.put(known, source, DeadLetters.merge(known.get(source), fact));
  }

  private static SortedMap<String, Recorded<QueueObserved>> delayed(
      SortedMap<String, Recorded<QueueObserved>> known, Recorded<QueueObserved> fact) {
    return fact.event().delayed() == null ? known : Join.latest(known, fact.id().source(), fact);
  }

  /** The dead letters as each source counts them that still does. */
  public List<DeadLetters> deadLettersSideBySide() {
    return SideBySide.of(deadLettersBySource.values(), DeadLetters::latest);
  }

  /** The snapshot that tells the most dead letters; null: none was told. */
  public @Nullable Recorded<QueueObserved> deadLetters() {
    return deadLettersSideBySide().stream()
        .map(DeadLetters::latest)
        .max(
            Comparator.<Recorded<QueueObserved>>comparingLong(DeadLetters::count)
                .thenComparing(Recorded.BY_TIME))
        .orElse(null);
  }

  /** The snapshot that tells the most delayed messages; null: none was told. */
  public @Nullable Recorded<QueueObserved> delayed() {
    return SideBySide.of(delayedBySource.values()).stream()
        .max(
            Comparator.<Recorded<QueueObserved>>comparingLong(QueueFacts::delayed)
                .thenComparing(Recorded.BY_TIME))
        .orElse(null);
  }

  private static long delayed(Recorded<QueueObserved> told) {
    return Objects.requireNonNull(told.event().delayed(), "kept for its delayed messages");
  }

  /**
   * The dead letters before a moment, as a source counts them; where it did not count then, as
   * those did that have not counted since. Empty: not known.
   */
  public Optional<Recorded<QueueObserved>> deadLettersBefore(DeadLetters counting, Instant moment) {
    return counting
        .before(moment)
        .or(
            () ->
                deadLettersBySource.values().stream()
                    .map(DeadLetters::latest)
                    .filter(each -> each.effectiveAt().isBefore(moment))
                    .max(Recorded.BY_TIME));
  }
}

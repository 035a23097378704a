package dev.changeover.projection.environment.queue;

import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshots of a queue. Sources differ in what they can tell, so the latest that told
 * each part is kept beside the latest of all.
 *
 * @param forms the latest that split the messages by form, or found the queue empty; null: none
 * @param deadLetters the latest that told the dead letters; null: none
 * @param delayed the latest that told the delayed messages; null: none
 * @param deadLettersByHour the latest of each hour (UTC, e.g. {@code 2026-11-20T14:00:00Z}) that
 *     told the dead letters, of the last hours only
 */
public record QueueFacts(
    String queue,
    Recorded<QueueObserved> latest,
    @Nullable Recorded<QueueObserved> forms,
    @Nullable Recorded<QueueObserved> deadLetters,
    @Nullable Recorded<QueueObserved> delayed,
    SortedMap<String, Recorded<QueueObserved>> deadLettersByHour) {

  private static final int HOURS = 24;

  public static QueueFacts merge(@Nullable QueueFacts known, Recorded<QueueObserved> fact) {
    QueueObserved e = fact.event();
    boolean tellsForms = !e.bySchema().isEmpty() || e.depth() == 0;
    return new QueueFacts(
        e.queue(),
        Recorded.latest(known == null ? null : known.latest, fact),
        told(known == null ? null : known.forms, fact, tellsForms),
        told(known == null ? null : known.deadLetters, fact, e.deadLetters() != null),
        told(known == null ? null : known.delayed, fact, e.delayed() != null),
        hours(known == null ? Join.none() : known.deadLettersByHour, fact));
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

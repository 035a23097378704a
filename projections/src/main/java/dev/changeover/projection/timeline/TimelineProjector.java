package dev.changeover.projection.timeline;

import dev.changeover.event.Recorded;
import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import dev.changeover.projection.timeline.Placement.Saying;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Places facts in timelines, a batch at a time with two statements and at most one look-up. */
public final class TimelineProjector implements Projector {
  static final String NAME = "timeline";

  private final TimelineRows rows;

  public TimelineProjector(TimelineRows rows) {
    this.rows = rows;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public void project(List<Recorded<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    rows.reached(batch.getLast().position());
    var placements = batch.stream().map(Placement::of).toList();
    var last = rows.lastSayings(speakers(batch, placements));
    var changed = new LinkedHashMap<Speaker, LastSaying>();
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < batch.size(); i++) {
      var fact = batch.get(i);
      var placement = placements.get(i);
      if (isNews(fact, placement, last, changed)) {
        placement.subjects().forEach(subject -> entries.add(entry(fact, placement, subject)));
      }
    }
    rows.insert(entries);
    rows.keep(changed);
  }

  @Override
  public List<String> tables() {
    return List.of("timeline_entry", "timeline_saying");
  }

  @Override
  public Projector into(Tables tables) {
    return new TimelineProjector(rows.into(tables));
  }

  @Override
  public void reset() {
    rows.empty();
  }

  @Override
  public String digest() {
    return rows.digest();
  }

  /** A fact that is handed over again finds what it said already kept, and makes no entry. */
  private static boolean isNews(
      Recorded<?> fact,
      Placement placement,
      Map<Speaker, LastSaying> last,
      Map<Speaker, LastSaying> changed) {
    if (placement.saying().isEmpty()) {
      return true;
    }
    var saying = placement.saying().get();
    var speaker = new Speaker(environmentOf(fact), saying.speaker());
    var before = last.get(speaker);
    if (before != null && before.position() >= fact.position()) {
      return false;
    }
    var now = new LastSaying(saying.said(), fact.position());
    last.put(speaker, now);
    changed.put(speaker, now);
    return saying.isNewsAfter(before == null ? null : before.said());
  }

  private static List<Speaker> speakers(List<Recorded<?>> batch, List<Placement> placements) {
    var speakers = new ArrayList<Speaker>();
    for (int i = 0; i < batch.size(); i++) {
      Optional<Saying> saying = placements.get(i).saying();
      if (saying.isPresent()) {
        speakers.add(new Speaker(environmentOf(batch.get(i)), saying.get().speaker()));
      }
    }
    return speakers.stream().distinct().toList();
  }

  private static String environmentOf(Recorded<?> fact) {
    return TimelineSubject.ofEnvironment(fact.environment()).environment();
  }

  private static Entry entry(Recorded<?> fact, Placement placement, TimelineSubject subject) {
    return new Entry(subject, fact.occurredAt(), fact.position(), placement.kind());
  }

  /** Who reports, within which environment. */
  record Speaker(String environment, String name) {}

  /** What was said last, and where in the log. */
  record LastSaying(String said, long position) {}

  /** One row of the timeline. */
  record Entry(TimelineSubject subject, Instant occurredAt, long position, TimelineKind kind) {}
}

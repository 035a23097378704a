package dev.changeover.graphql.environment;

import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.projection.environment.coexistence.Declaration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is declared or planned of two versions side by side.
 *
 * @param declared FORBIDDEN where anybody says so; null: nobody says anything
 * @param until the last end of those that say it; null: no end, or one that cannot be read
 * @param overdue whether all that allow it have ended
 * @param by what says it
 */
record DeclaredWindow(
    @Nullable Compatibility declared,
    @Nullable Instant until,
    boolean overdue,
    List<Declaration> by) {

  private static final DeclaredWindow NONE = new DeclaredWindow(null, null, false, List.of());

  /**
   * Reads the declarations of a pair.
   *
   * @param since since when both were seen, which lengths count from
   * @param asked the moment that is judged, or the end of the overlap where that is earlier
   */
  static DeclaredWindow of(List<Declaration> declarations, Instant since, Instant asked) {
    if (declarations.isEmpty()) {
      return NONE;
    }
    boolean forbidden =
        declarations.stream().anyMatch(each -> each.verdict() == Compatibility.FORBIDDEN);
    Compatibility declared = forbidden ? Compatibility.FORBIDDEN : Compatibility.ALLOWED;
    List<Declaration> by =
        declarations.stream().filter(each -> each.verdict() == declared).toList();
    boolean ended = by.stream().noneMatch(each -> each.inForceAt(asked, since));
    return new DeclaredWindow(declared, lastEnd(by, since), !forbidden && ended, by);
  }

  private static @Nullable Instant lastEnd(List<Declaration> by, Instant since) {
    Instant last = Instant.MIN;
    for (Declaration each : by) {
      Instant end = each.endsAt(since);
      if (end == null) {
        return null;
      }
      last = end.isAfter(last) ? end : last;
    }
    return last.equals(Instant.MIN) ? null : last;
  }
}

package dev.changeover.projection.environment;

import dev.changeover.event.IncidentEvent.FreezeEnded;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What goes by one name as a freeze. Several may: two who freeze for two reasons under one name
 * have not agreed to end together. A freeze of this name ends by an end of its source and reason;
 * any end does where it is the only one; and where there are several, one that is the only one of
 * that reason, or of that source, which is all that an end can be told by. An end that is told
 * again ends nothing else than it did before, and who has ended its own freeze has not ended
 * another's.
 *
 * @param freeze the subject that its sources name it by
 * @param starts in order of time
 * @param ends in order of time
 */
public record FreezeFacts(
    String freeze, List<Recorded<FreezeStarted>> starts, List<Recorded<FreezeEnded>> ends) {

  static FreezeFacts none(String freeze) {
    return new FreezeFacts(freeze, List.of(), List.of());
  }

  FreezeFacts started(Recorded<FreezeStarted> fact) {
    return new FreezeFacts(freeze, Join.union(starts, fact), ends);
  }

  FreezeFacts ended(Recorded<FreezeEnded> fact) {
    return new FreezeFacts(freeze, starts, Join.union(ends, fact));
  }

  /** The latest start of each that was started and has not ended at or after that. */
  public List<Recorded<FreezeStarted>> open() {
    List<Recorded<FreezeStarted>> open = new ArrayList<>();
    Map<Mark, Mark> ended = new HashMap<>();
    int told = 0;
    for (Recorded<FreezeEnded> end : ends) {
      for (;
          told < starts.size() && !starts.get(told).effectiveAt().isAfter(end.effectiveAt());
          told++) {
        start(open, starts.get(told));
      }
      Mark mark = Mark.of(end);
      Mark before = ended.get(mark);
      Optional<Recorded<FreezeStarted>> meant =
          before == null
              ? meant(open, end, starts.subList(0, told))
              : only(open, each -> Mark.of(each).equals(before));
      meant.ifPresent(
          each -> {
            ended.put(mark, Mark.of(each));
            open.remove(each);
          });
    }
    starts.subList(told, starts.size()).forEach(each -> start(open, each));
    return List.copyOf(open);
  }

  /** All that tells the freezes of one name apart, and the ends. */
  private record Mark(String source, @Nullable String reason) {
    static Mark of(Recorded<?> fact) {
      return new Mark(
          fact.id().source(),
          switch (fact.event()) {
            case FreezeStarted e -> e.reason();
            case FreezeEnded e -> e.reason();
            default -> null;
          });
    }
  }

  private static void start(List<Recorded<FreezeStarted>> open, Recorded<FreezeStarted> fact) {
    open.removeIf(each -> Mark.of(each).equals(Mark.of(fact)));
    open.add(fact);
  }

  private static Optional<Recorded<FreezeStarted>> meant(
      List<Recorded<FreezeStarted>> open,
      Recorded<FreezeEnded> end,
      List<Recorded<FreezeStarted>> starts) {
    Predicate<Recorded<FreezeStarted>> source =
        each -> each.id().source().equals(end.id().source());
    Predicate<Recorded<FreezeStarted>> reason =
        each -> Objects.equals(each.event().reason(), end.event().reason());
    if (starts.stream().anyMatch(ofItsOwn(end))) {
      return only(open, ofItsOwn(end));
    }
    return only(open, source.and(reason))
        .or(() -> only(open, _ -> true))
        .or(() -> only(open, reason))
        .or(() -> only(open, source));
  }

  /** A freeze of the same source and reason; of the same source, where the end gives no reason. */
  private static Predicate<Recorded<FreezeStarted>> ofItsOwn(Recorded<FreezeEnded> end) {
    return each ->
        each.id().source().equals(end.id().source())
            && (end.event().reason() == null
                || Objects.equals(each.event().reason(), end.event().reason()));
  }

  private static Optional<Recorded<FreezeStarted>> only(
      List<Recorded<FreezeStarted>> open, Predicate<Recorded<FreezeStarted>> wanted) {
    List<Recorded<FreezeStarted>> found = open.stream().filter(wanted).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}

package dev.changeover.projection.environment;

import dev.changeover.event.FeedEvent.FeedGapClosed;
import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.Recorded;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Records of a topic that were not taken, and what somebody said of them. However many gaps there
 * are, only the last are held: whether one is open is told by the last of all.
 *
 * @param latest the gaps found last, at most {@link #MOST}, in order of their positions
 * @param closed of all that somebody said the one that reaches furthest; null: nobody has looked
 */
public record FeedFacts(
    String topic, List<Recorded<FeedGapFound>> latest, @Nullable Recorded<FeedGapClosed> closed) {
  /** Most gaps that are held of a topic. */
  public static final int MOST = 20;

  private static final Comparator<Recorded<FeedGapFound>> BY_POSITION =
      Comparator.comparingLong(Recorded::position);
  private static final Comparator<Recorded<FeedGapClosed>> BY_REACH =
      Comparator.<Recorded<FeedGapClosed>>comparingLong(FeedFacts::reach)
          .thenComparing(Recorded.BY_TIME);

  static FeedFacts none(String topic) {
    return new FeedFacts(topic, List.of(), null);
  }

  FeedFacts found(Recorded<FeedGapFound> gap) {
    return found(List.of(gap));
  }

  private FeedFacts found(List<Recorded<FeedGapFound>> gaps) {
    TreeSet<Recorded<FeedGapFound>> all = new TreeSet<>(BY_POSITION);
    all.addAll(latest);
    all.addAll(gaps);
    while (all.size() > MOST) {
      all.removeFirst();
    }
    return new FeedFacts(topic, List.copyOf(all), closed);
  }

  FeedFacts closed(Recorded<FeedGapClosed> said) {
    return closed == null || BY_REACH.compare(closed, said) < 0
        ? new FeedFacts(topic, latest, said)
        : this;
  }

  /** Those that nobody has looked at, in order of their positions. */
  public List<Recorded<FeedGapFound>> open() {
    return closed == null
        ? latest
        : latest.stream().filter(gap -> gap.position() > reach(closed)).toList();
  }

  /** Nobody can have looked at what was found after they said so, whatever they said. */
  private static long reach(Recorded<FeedGapClosed> said) {
    return Math.min(said.event().foundUpTo(), said.position() - 1);
  }

  /** By topic; what is known of one topic in several places is put together. */
  static SortedMap<String, FeedFacts> byTopic(Collection<FeedFacts> all) {
    SortedMap<String, FeedFacts> topics = new TreeMap<>();
    all.forEach(each -> topics.merge(each.topic(), each, FeedFacts::and));
    return Collections.unmodifiableSortedMap(topics);
  }

  private FeedFacts and(FeedFacts other) {
    FeedFacts both = found(other.latest);
    return other.closed == null ? both : both.closed(other.closed);
  }
}

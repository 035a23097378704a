package dev.changeover.projection.timeline;

import dev.changeover.event.Recorded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact belongs in timelines.
 *
 * @param subjects the timelines that it is part of; the environment's is always one of them
 * @param saying for periodic reports: who reports and what is said
 */
record Placement(TimelineKind kind, List<TimelineSubject> subjects, Optional<Saying> saying) {

  /**
   * What a periodic report says, apart from counts that change all the time.
   *
   * @param speaker who or what reports, within the environment
   * @param said equal to what the speaker said before where nothing is new
   */
  record Saying(String speaker, String said) {
    private static final String GONE = "gone";

    /** The speaker is gone: always an entry, and whatever it says on return is news. */
    static Saying end(String speaker) {
      return new Saying(speaker, GONE);
    }

    boolean isNewsAfter(@Nullable String before) {
      return said.equals(GONE) || !said.equals(before);
    }
  }

  static Placement of(Recorded<?> fact) {
    return new Placement(
        Kinds.of(fact.event()),
        Subjects.of(TimelineSubject.ofEnvironment(fact.environment()), fact.event()),
        Sayings.of(fact.event()));
  }
}

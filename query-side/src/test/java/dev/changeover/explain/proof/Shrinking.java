package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a false SAFE small: leaves out one event after the other as long as the answer stays SAFE.
 * Events that an {@link Assumption} says are told are kept, or the world would no longer be one
 * that the verdict has to be right about.
 */
final class Shrinking {
  private Shrinking() {}

  static List<Recorded<Event>> shrink(History history) {
    List<Telling.Told> left = new ArrayList<>(history.told());
    for (int i = left.size() - 1; i >= 0; i--) {
      if (left.get(i).sure()) {
        continue;
      }
      List<Telling.Told> less = new ArrayList<>(left);
      less.remove(i);
      if (answer(history, numbered(less)) == Answer.SAFE) {
        left = less;
      }
    }
    return numbered(left);
  }

  private static Answer answer(History history, List<Recorded<Event>> facts) {
    Asked asked = new Asked(facts.size() - 1L, history.asked().instant());
    return history.verdict(asked, facts).answer();
  }

  private static List<Recorded<Event>> numbered(List<Telling.Told> told) {
    List<Recorded<Event>> facts = new ArrayList<>();
    for (Telling.Told each : told) {
      Recorded<Event> fact = each.fact();
      facts.add(
          new Recorded<>(
              facts.size(),
              fact.id(),
              fact.environment(),
              fact.subject(),
              fact.occurredAt(),
              fact.recordedAt(),
              fact.event()));
    }
    return facts;
  }
}

package dev.changeover.explain.action;

import dev.changeover.event.Recorded;
import java.util.Collection;
import java.util.List;

/**
 * One plain sentence.
 *
 * @param positions of the events that it rests on, ascending; empty where it says that nothing
 *     happened
 */
public record Statement(String text, List<Long> positions) {

  static Statement of(String text, Collection<? extends Recorded<?>> facts) {
    return new Statement(text, facts.stream().map(Recorded::position).distinct().sorted().toList());
  }
}

package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import java.util.List;
import java.util.Optional;

/** A simulated history, what of it is told, and the question put to it. */
interface History {
  /** What is known, in the order of the log. */
  List<Telling.Told> told();

  /** The moment of the question. */
  Asked asked();

  /** The verdict of the product on these events. */
  Verdict verdict(Asked asked, List<Recorded<Event>> known);

  /** What would really be harmed by doing what the verdict calls safe; empty: nothing. */
  Optional<String> harm(Verdict verdict);

  /** Whether all of it was told, freshly, and whatever cannot be told makes no difference. */
  boolean provablySafe(Verdict verdict);

  /** The question as a golden case puts it, as JSON. */
  String question();

  /** The verdict on all that is told. */
  default Verdict verdict() {
    return verdict(asked(), facts());
  }

  /** The events alone. */
  default List<Recorded<Event>> facts() {
    return told().stream().map(Telling.Told::fact).toList();
  }
}

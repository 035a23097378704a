package dev.changeover.explain.retire;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;
import java.util.Optional;

/**
 * Live versions and declared steps that need a path or a form of the data.
 *
 * @param retired what would go, for people
 * @param column whether it is a form of data: a column, a topic, a schema
 * @param readers what reads or needs it now, for people
 * @param facts what shows them; where there are none, what shows that
 * @param untold why it is not known who reads it; empty: it is
 */
public record Readers(
    String retired,
    boolean column,
    List<String> readers,
    List<CitedFact> facts,
    Optional<Untold> untold)
    implements RetireSubject {

  /** What is not known of them. */
  public record Untold(String message, List<CitedFact> facts, MissingFact missing) {}

  @Override
  public String name() {
    return "readers of " + retired;
  }
}

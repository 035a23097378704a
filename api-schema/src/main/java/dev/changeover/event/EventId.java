package dev.changeover.event;

/**
 * The identity of a fact: unique for ever, and what makes sending it twice harmless.
 *
 * @param source URI reference of the sender, as in CloudEvents {@code source}, e.g. {@code
 *     /fleet/prod}
 * @param id unique within the source, as in CloudEvents {@code id}
 */
public record EventId(String source, String id) implements Comparable<EventId> {
  public EventId {
    if (source.isEmpty() || id.isEmpty()) {
      throw new IllegalArgumentException(
          "an event id needs a source and an id, got source '" + source + "' and id '" + id + "'");
    }
  }

  @Override
  public int compareTo(EventId other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : id.compareTo(other.id);
  }
}

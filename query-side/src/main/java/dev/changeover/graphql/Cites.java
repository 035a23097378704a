package dev.changeover.graphql;

import java.util.List;

/** Something that rests on recorded events; its field {@code events} in the schema shows them. */
public interface Cites {
  /** Positions of the events, ascending. */
  List<Long> positions();
}

package dev.changeover.projection;

import dev.changeover.event.Recorded;
import java.util.List;

/**
 * Turns facts into the rows of one read model. Called with the facts of the log in order of their
 * positions, in batches, each within a transaction that also moves the processor's token; called
 * again with facts it has seen, it changes nothing.
 */
public interface Projector {

  /** Name of the read model, as {@code changeover replay} takes it, e.g. {@code environment}. */
  String name();

  /**
   * Which rows it makes of the same facts. To be raised with every change after which other rows
   * would be made: rows of another version are rebuilt when a server starts.
   */
  int version();

  /** Folds a batch into the rows. Facts of no concern to this read model are passed over. */
  void project(List<Recorded<?>> batch);

  /** Tables of the schema {@code view} that hold its rows and nothing else, in any order. */
  List<String> tables();

  /** The same fold into tables of the same names elsewhere, with its {@link Progress} there too. */
  Projector into(Tables tables);

  /** Empties the rows, for a rebuild from position 0. */
  void reset();

  /** SHA-256 (hex) over the rows in a stable order; equal after a rebuild. */
  String digest();
}

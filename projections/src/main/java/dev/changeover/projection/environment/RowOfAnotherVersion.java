package dev.changeover.projection.environment;

/**
 * A row of a read model was written by another version of the product, in a kind that this one does
 * not know. Nothing is lost: the rows are made from the log, and a rebuild makes them anew.
 */
public final class RowOfAnotherVersion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RowOfAnotherVersion(String kind) {
    super(
        "the read model environment holds rows of kind %s, which this version does not know; rebuild it with `changeover replay environment`"
            .formatted(kind));
  }
}

package dev.changeover.projection;

import java.util.regex.Pattern;

/**
 * The schema that the tables of a read model are in: those that everybody reads, or those of the
 * same names that a rebuild fills beside them.
 *
 * @param schema lower-case letters and {@code _}, e.g. {@code view_next_action}
 */
public record Tables(String schema) {
  private static final Pattern NAME = Pattern.compile("[a-z_]{1,63}");

  /** What everybody reads. */
  public static final Tables LIVE = new Tables("view");

  /**
   * As told.
   *
   * @throws IllegalArgumentException where it is no name of a schema
   */
  public Tables {
    if (!NAME.matcher(schema).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no schema; name it with letters a to z and _".formatted(schema));
    }
  }

  /** What the rebuild of a read model fills, a schema of its own. */
  public static Tables beside(String readModel) {
    return new Tables(LIVE.schema + "_next_" + readModel);
  }

  /**
   * The same SQL for these tables.
   *
   * @param sql written for {@link #LIVE}; each table in it is named as {@code view.action}, after a
   *     space
   */
  public String in(String sql) {
    return equals(LIVE) ? sql : sql.replace(" " + LIVE.schema + ".", " " + schema + ".");
  }
}

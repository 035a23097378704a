package dev.changeover.projection;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The facts that could not be folded into one read model, beside its rows. */
public final class UnfoldedRows {
  private final JdbcTemplate jdbc;
  private final Tables tables;
  private final String readModel;

  /**
   * @param tables beside which they are noted
   * @param readModel its name, as in {@link Projector#name}
   */
  public UnfoldedRows(DataSource database, Tables tables, String readModel) {
    this.tables = tables;
    this.jdbc = new JdbcTemplate(database);
    this.readModel = readModel;
  }

  /**
   * Notes a fact, within the transaction that passes over it.
   *
   * @param environment null: none, or not known; it counts for all then
   */
  public void add(long position, @Nullable String environment) {
    jdbc.update(
        tables.in(
            """
            insert into view.unfolded_fact (read_model, position, environment) values (?, ?, ?)
            on conflict do nothing
            """),
        readModel,
        position,
        environment);
  }

  /** Forgets a fact, within the transaction that folds it. */
  public void remove(long position) {
    jdbc.update(
        tables.in("delete from view.unfolded_fact where read_model = ? and position = ?"),
        readModel,
        position);
  }

  /** Forgets all, for a rebuild. */
  public void clear() {
    jdbc.update(tables.in("delete from view.unfolded_fact where read_model = ?"), readModel);
  }

  /** How many there are. */
  public long count() {
    Long count =
        jdbc.queryForObject(
            tables.in("select count(*) from view.unfolded_fact where read_model = ?"),
            Long.class,
            readModel);
    return count == null ? 0 : count;
  }
}

package dev.changeover.projection;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far a read model has folded the log, kept beside its rows. */
public final class Progress {
  private final JdbcTemplate jdbc;
  private final Tables tables;
  private final String name;

  /** Of a read model that everybody reads. */
  public Progress(DataSource database, String name) {
    this(database, Tables.LIVE, name);
  }

  /**
   * @param tables beside which it is kept
   * @param name of the read model, as in {@link Projector#name}
   */
  public Progress(DataSource database, Tables tables, String name) {
    this.tables = tables;
    this.jdbc = new JdbcTemplate(database);
    this.name = name;
  }

  /** The last position that is folded in; -1: none. */
  public long position() {
    List<Long> positions =
        jdbc.query(
            tables.in("select position from view.progress where name = ?"),
            (row, _) -> row.getLong(1),
            name);
    return positions.isEmpty() ? -1 : positions.getFirst();
  }

  /**
   * Moves on, never back. Until the transaction ends, nobody else can move this read model: taken
   * first, it makes folding one after the other.
   */
  public void advance(long position) {
    jdbc.update(
        tables.in(
            """
            insert into view.progress (name, position) values (?, ?)
            on conflict (name) do update
            set position = greatest(progress.position, excluded.position)
            """),
        name,
        position);
  }

  /**
   * As {@link #advance(long)}, for a batch that may hold facts that came late: where it begins at
   * or before what was folded already, the read model gets another revision, so that nobody takes
   * what was read of it before for what it says now.
   *
   * @param first position of the first fact of the batch
   * @param last position of its last fact
   */
  public void advance(long first, long last) {
    jdbc.update(
        tables.in(
            """
            insert into view.progress (name, position) values (?, ?)
            on conflict (name) do update set
              position = greatest(progress.position, excluded.position),
              revision = case when ? <= progress.position
                then nextval('view.revision') else progress.revision end
            """),
        name,
        last,
        first);
  }

  /** Back to the start, for a rebuild. */
  public void reset() {
    jdbc.update(tables.in("delete from view.progress where name = ?"), name);
  }
}

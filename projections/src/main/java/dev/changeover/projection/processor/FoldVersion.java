package dev.changeover.projection.processor;

import dev.changeover.projection.Projector;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which version of a projector made the rows that are there. */
public final class FoldVersion {
  private final JdbcTemplate jdbc;
  private final Projector projector;

  public FoldVersion(DataSource database, Projector projector) {
    this.jdbc = new JdbcTemplate(database);
    this.projector = projector;
  }

  /** Whether there are rows that another version made. */
  public boolean isOutdated() {
    List<Integer> versions =
        jdbc.query(
            "select version from view.fold where name = ?",
            (row, _) -> row.getInt(1),
            projector.name());
    return versions.isEmpty() ? hasBegun() : versions.getFirst() != projector.version();
  }

  /** From now on the rows are made by this version; what others made has been emptied. */
  public void adopt() {
    jdbc.update(
        """
        insert into view.fold (name, version) values (?, ?)
        on conflict (name) do update set version = excluded.version
        """,
        projector.name(),
        projector.version());
  }

  private boolean hasBegun() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from view.progress where name = ?)",
            Boolean.class,
            projector.name()));
  }
}

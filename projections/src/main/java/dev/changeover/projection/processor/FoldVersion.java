package dev.changeover.projection.processor;

import dev.changeover.projection.Projector;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which version of a projector made the rows that are there. */
public final class FoldVersion {
  private final JdbcTemplate jdbc;
  private final String name;
  private final int version;

  /**
   * @param name of the read model, as in {@link Projector#name}
   * @param version of the fold that this server has, as in {@link Projector#version}
   */
  public FoldVersion(DataSource database, String name, int version) {
    this.jdbc = new JdbcTemplate(database);
    this.name = name;
    this.version = version;
  }

  /** Whether there are rows that another version made. */
  public boolean isOutdated() {
    List<Integer> versions =
        jdbc.query("select version from view.fold where name = ?", (row, _) -> row.getInt(1), name);
    return versions.isEmpty() ? hasBegun() : versions.getFirst() != version;
  }

  /** From now on the rows are made by this version; what others made has been emptied. */
  public void adopt() {
    jdbc.update(
        """
        insert into view.fold (name, version) values (?, ?)
        on conflict (name) do update set version = excluded.version
        """,
        name,
        version);
  }

  private boolean hasBegun() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from view.progress where name = ?)", Boolean.class, name));
  }
}

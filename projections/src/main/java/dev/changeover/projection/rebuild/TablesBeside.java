package dev.changeover.projection.rebuild;

import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The tables that a rebuild fills: a schema of their own, made after the live ones with the same
 * names of indexes and constraints, and gone when this is closed. Whoever has them has a lock that
 * no second rebuild of the read model gets, on any node, and that ends with the connection.
 */
final class TablesBeside implements AutoCloseable {
  /** Readers behind a waiting switch wait as long; less than PostgreSQL takes to see a deadlock. */
  private static final String LONGEST_WAIT = "150ms";

  private static final String LOCK = "hashtext('changeover rebuild'), hashtext(?)";

  /** A migration in between may have changed the live tables, or what is to be in them. */
  private static final String SHAPE =
      """
      select (select count(*) from view.flyway_schema_history) || ' migrations, fold '
        || coalesce((select version from view.fold where name = ? for share), 0)
      """;

  private final Connection connection;
  private final JdbcTemplate jdbc;
  private final Projector live;
  private final Tables tables;
  private final String letters;
  private String shape = "";

  private TablesBeside(Connection connection, JdbcTemplate jdbc, Projector live) {
    this.connection = connection;
    this.jdbc = jdbc;
    this.live = live;
    this.tables = Tables.beside(live.name());
    this.letters = live.name() + ".next";
  }

  /**
   * None yet; those that a rebuild left that did not come to its end are gone.
   *
   * @throws RebuildRefused where the read model is being rebuilt
   */
  static TablesBeside of(DataSource database, Projector live) throws SQLException {
    Connection connection = database.getConnection();
    JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    TablesBeside beside = new TablesBeside(connection, jdbc, live);
    try {
      if (!Boolean.TRUE.equals(
          jdbc.queryForObject(
              "select pg_try_advisory_lock(" + LOCK + ")", Boolean.class, live.name()))) {
        throw new RebuildRefused(
            "read model %s is being rebuilt already; wait until that is done"
                .formatted(live.name()));
      }
    } catch (RuntimeException failed) {
      connection.close();
      throw failed;
    }
    try {
      beside.drop();
      return beside;
    } catch (RuntimeException failed) {
      beside.unlock();
      throw failed;
    }
  }

  Tables tables() {
    return tables;
  }

  /** Name of the queue of their dead letters. */
  String letters() {
    return letters;
  }

  /** Makes them, empty. */
  void create() {
    shape = shape(jdbc);
    jdbc.execute("create schema " + tables.schema());
    for (String bookkeeping : List.of("progress", "unfolded_fact")) {
      jdbc.execute(
          "create table %s.%s (like view.%2$s including all)"
              .formatted(tables.schema(), bookkeeping));
    }
    for (String table : live.tables()) {
      TableLike.live(table, tables, jdbc).forEach(jdbc::execute);
    }
  }

  /** What the planner needs to know of them, before anybody reads them. */
  void analyze() {
    live.tables().forEach(table -> jdbc.execute("vacuum (analyze) " + in(tables, table)));
  }

  /**
   * Puts them in the place of the live ones, which are gone then, with what is noted beside them.
   * Cached readings of the live rows are not taken for readings of these.
   *
   * @param hold the transaction, at the position to which these are folded
   * @throws org.springframework.dao.DataAccessException where readers do not make room in time;
   *     nothing has happened then
   * @throws RebuildRefused where these are not what the live ones now have to be
   */
  void replaceLive(Hold hold) {
    JdbcTemplate switching = hold.jdbc();
    switching.execute("set local lock_timeout = '" + LONGEST_WAIT + "'");
    switching.execute("lock table " + all(Tables.LIVE) + " in access exclusive mode");
    refuseWhereChanged(switching);
    switching.execute("drop table " + all(Tables.LIVE));
    for (String table : live.tables()) {
      switching.execute(
          "alter table %s set schema %s".formatted(in(tables, table), Tables.LIVE.schema()));
    }
    switching.update(
        "update view.progress set revision = nextval('view.revision') where name = ?", live.name());
    switching.update("delete from view.unfolded_fact where read_model = ?", live.name());
    switching.update(
        "insert into view.unfolded_fact select * from %s.unfolded_fact".formatted(tables.schema()));
    switching.update(
        "delete from ledger.dead_letter_entry where processing_group = ?", live.name());
    switching.update(
        "update ledger.dead_letter_entry set processing_group = ? where processing_group = ?",
        live.name(),
        letters);
  }

  /** To be asked when nobody can change the live tables any more. */
  private void refuseWhereChanged(JdbcTemplate switching) {
    String now = shape(switching);
    if (!now.equals(shape)) {
      throw new RebuildRefused(
          "read model %s was changed by another version of Changeover while it was rebuilt (%s before, %s now); rebuild it with that version"
              .formatted(live.name(), shape, now));
    }
  }

  /** Drops what is left of them. */
  @Override
  public void close() throws SQLException {
    try {
      drop();
    } finally {
      unlock();
    }
  }

  private void drop() {
    jdbc.execute("drop schema if exists " + tables.schema() + " cascade");
    jdbc.update("delete from ledger.dead_letter_entry where processing_group = ?", letters);
  }

  private void unlock() throws SQLException {
    try (connection) {
      jdbc.queryForObject("select pg_advisory_unlock(" + LOCK + ")", Boolean.class, live.name());
    }
  }

  private String shape(JdbcTemplate asked) {
    return String.valueOf(asked.queryForObject(SHAPE, String.class, live.name()));
  }

  private String all(Tables of) {
    return live.tables().stream().map(table -> in(of, table)).collect(Collectors.joining(", "));
  }

  private static String in(Tables of, String table) {
    return of.schema() + "." + table;
  }
}

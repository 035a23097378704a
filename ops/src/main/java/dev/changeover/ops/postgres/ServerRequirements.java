package dev.changeover.ops.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What Changeover asks of any PostgreSQL before it trusts events to it. */
public final class ServerRequirements {
  /** The oldest major version that is served. */
  public static final int OLDEST_VERSION = 15;

  private ServerRequirements() {}

  /**
   * Checks version, role in replication, encoding and durability.
   *
   * @return what is allowed but worth a warning, each a sentence with its remedy; empty mostly
   * @throws PostgresFailed naming everything that is not as it must be, and the remedy
   */
  public static List<String> check(DataSource source) {
    try (var connection = source.getConnection()) {
      return check(connection);
    } catch (SQLException failed) {
      throw new PostgresFailed(
          "cannot reach the database (--database): " + failed.getMessage(), failed);
    }
  }

  static List<String> check(Connection connection) throws SQLException {
    // Without the parameters, which may hold a password.
    var address = connection.getMetaData().getURL().replaceFirst("\\?.*", "");
    var settings = DurableSettings.of(connection);
    var faults = new ArrayList<>(serverFaults(connection));
    faults.addAll(settings.faults());
    if (!faults.isEmpty()) {
      throw new PostgresFailed(
          "the database %s cannot be used: %s".formatted(address, String.join("; ", faults)));
    }
    return settings.findsRottenPages()
        ? List.of()
        : List.of(
            ("data_checksums is off at %s, so rotten pages go unnoticed; switch it on with"
                    + " pg_checksums while the server is stopped")
                .formatted(address));
  }

  private static List<String> serverFaults(Connection connection) throws SQLException {
    var faults = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select current_setting('server_version_num')::int / 10000 as major,
                       pg_is_in_recovery() as standby,
                       current_setting('server_encoding') as encoding\
                """)) {
      rows.next();
      faults.addAll(
          serverFaults(
              rows.getInt("major"), rows.getBoolean("standby"), rows.getString("encoding")));
    }
    return faults;
  }

  static List<String> serverFaults(int version, boolean isStandby, String encoding) {
    var faults = new ArrayList<String>();
    if (version < OLDEST_VERSION) {
      faults.add(
          "it is PostgreSQL %d, and %d or later is needed; upgrade it"
              .formatted(version, OLDEST_VERSION));
    }
    if (isStandby) {
      faults.add("it is a standby, which takes no writes; give the primary");
    }
    if (!encoding.equals("UTF8")) {
      faults.add(
          "its encoding is %s; create the database with encoding 'UTF8'".formatted(encoding));
    }
    return faults;
  }
}

package dev.changeover.ops.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What decides whether a committed event survives a crash of the machine, as the server says it for
 * this very session (a role or a database may override the server's files).
 *
 * @param fsync {@code on}, or commits stay in the operating system's memory
 * @param fullPageWrites {@code on}, or a page half written at a crash is lost
 * @param synchronousCommit anything but {@code off} waits until the commit is on this server's disk
 * @param dataChecksums {@code on}, or rotten pages are read as if they were sound
 */
public record DurableSettings(
    String fsync, String fullPageWrites, String synchronousCommit, String dataChecksums) {

  /** Asks the server. */
  public static DurableSettings of(Connection connection) throws SQLException {
    return new DurableSettings(
        show(connection, "fsync"),
        show(connection, "full_page_writes"),
        show(connection, "synchronous_commit"),
        show(connection, "data_checksums"));
  }

  /** Settings under which an acknowledged event may be lost, each with its remedy. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    judge(faults, "fsync", fsync, "on"::equals);
    judge(faults, "full_page_writes", fullPageWrites, "on"::equals);
    judge(faults, "synchronous_commit", synchronousCommit, value -> !value.equals("off"));
    return List.copyOf(faults);
  }

  /** Whether a rotten page is found when it is read. */
  public boolean findsRottenPages() {
    return dataChecksums.equals("on");
  }

  private static void judge(
      List<String> faults, String name, String value, Predicate<String> isDurable) {
    if (!isDurable.test(value)) {
      faults.add(
          ("%s is %s, so acknowledged events may be lost in a crash; set it to on in the server's"
                  + " configuration and reset it for the role and the database")
              .formatted(name, value));
    }
  }

  private static String show(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("select current_setting(?)")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}

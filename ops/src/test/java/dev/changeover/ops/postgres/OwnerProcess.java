package dev.changeover.ops.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Owns a data directory from a JVM of its own, until that JVM is killed. */
final class OwnerProcess {
  static final String READY = "committed";

  private OwnerProcess() {}

  @SuppressWarnings({"SystemOut", "resource"}) // speaks to the test; is killed, never closed
  public static void main(String[] arguments) throws SQLException, IOException {
    var server = EmbeddedPostgres.start(Path.of(arguments[0]), System.err::println);
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("create table kept (fact text)");
      statement.execute("insert into kept values ('committed before the kill')");
    }
    System.out.println(READY);
    System.in.read();
  }

  static Process start(Path dataDirectory) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            OwnerProcess.class.getName(),
            dataDirectory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}

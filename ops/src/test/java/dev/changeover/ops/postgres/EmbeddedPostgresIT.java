package dev.changeover.ops.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  @TempDir Path directory;
  final List<String> progress = new ArrayList<>();

  @Test
  void keeps_what_was_committed_across_restarts() throws SQLException {
    try (var first = start()) {
      query(first, "create table kept as select 'fact' as fact; select 1");
    }
    assertThat(progress).hasSize(2).first().asString().startsWith("Unpacking PostgreSQL 18.6");
    progress.clear();

    var began = Instant.now();
    try (var second = start()) {
      assertThat(query(second, "select fact from kept")).isEqualTo("fact");
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertThat(query(second, "show data_checksums")).isEqualTo("on");
      assertThat(query(second, "show password_encryption")).isEqualTo("scram-sha-256");
      assertThat(query(second, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(second, "show unix_socket_directories")).isEmpty();
      assertThat(query(second, "show server_version")).isEqualTo(ServerBinaries.VERSION);
      assertThat(query(second, "select max(x) from (values ('a'), ('B')) v(x)")).isEqualTo("a");
    }
    assertThat(progress).isEmpty();
  }

  @Test
  void asks_for_the_password_which_only_the_owner_can_read() throws IOException {
    try (var server = start()) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), server.username(), "guessed"))
          .hasMessageContaining("password authentication failed");
      var permissions = Files.getPosixFilePermissions(directory.resolve("postgresql.password"));
      assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }
  }

  @Test
  void takes_over_after_the_owner_was_killed() throws Exception {
    var owner = ownerReady();
    assertThatThrownBy(this::start)
        .isInstanceOf(DirectoryRefused.class)
        .hasMessageContaining(directory.toRealPath().toString())
        .hasMessageContaining("pid " + owner.pid());

    owner.destroyForcibly();
    assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();
    var began = Instant.now();
    try (var server = start()) {
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertThat(query(server, "select fact from kept")).isEqualTo("committed before the kill");
    }
    assertThat(progress).singleElement().asString().contains("that a killed Changeover left");
  }

  @Test
  void starts_though_the_pid_of_a_dead_server_belongs_to_another_process() throws Exception {
    try (var first = start()) {
      query(first, "create table kept as select 'fact' as fact; select 1");
    }
    var reused = String.valueOf(ProcessHandle.current().pid());
    Files.writeString(
        directory.resolve("cluster/postmaster.pid"),
        String.join("\n", reused, directory.resolve("cluster").toString(), "1", "1", ""));
    try (var second = start()) {
      assertThat(query(second, "select fact from kept")).isEqualTo("fact");
    }
  }

  @Test
  void tells_when_the_server_dies_and_starts_again_after_that() throws Exception {
    try (var first = start()) {
      query(first, "create table kept as select 'fact' as fact; select 1");
      new Cluster(directory.toRealPath()).recordedPostmaster().orElseThrow().destroyForcibly();
      first.onExit().get(10, TimeUnit.SECONDS);
    }
    try (var second = start()) {
      assertThat(query(second, "select fact from kept")).isEqualTo("fact");
    }
  }

  @Test
  void refuses_to_run_without_durability() throws SQLException {
    try (var server = start()) {
      query(server, "alter role changeover set synchronous_commit = off; select 1");
    }
    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresFailed.class)
        .hasMessageContaining("synchronous_commit is off")
        .hasMessageContaining("postgresql.auto.conf");
  }

  @Test
  void refuses_a_second_owner_in_the_same_process() {
    try (var server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(DirectoryRefused.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
      assertThat(server.onExit()).isNotDone();
    }
  }

  @Test
  void refuses_a_directory_that_holds_something_else() throws IOException {
    Files.writeString(directory.resolve("thesis.txt"), "mine");
    assertThatThrownBy(this::start)
        .isInstanceOf(DirectoryRefused.class)
        .hasMessageContaining("thesis.txt");
    assertThat(directory).isDirectoryNotContaining("glob:**changeover.lock");
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(directory, progress::add);
  }

  private Process ownerReady() throws IOException {
    var owner = OwnerProcess.start(directory);
    assertThat(owner.inputReader().readLine()).isEqualTo(OwnerProcess.READY);
    return owner;
  }

  private static String query(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
      while (statement.getResultSet() == null) {
        statement.getMoreResults();
      }
      try (var rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}

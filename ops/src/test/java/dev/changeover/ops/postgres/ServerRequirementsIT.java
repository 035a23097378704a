package dev.changeover.ops.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.testing.PostgresExtension;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerRequirementsIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Test
  void refuses_the_server_for_tests_which_keeps_nothing() {
    assertThatThrownBy(() -> ServerRequirements.check(postgres.dataSource()))
        .isInstanceOf(PostgresFailed.class)
        .hasMessageContaining("fsync is off");
  }

  @Test
  void sees_what_is_switched_off_for_the_session_alone() throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
      assertThat(DurableSettings.of(connection).synchronousCommit()).isEqualTo("off");
      statement.execute("set synchronous_commit = remote_apply");
      assertThat(DurableSettings.of(connection).faults())
          .noneMatch(fault -> fault.contains("synchronous_commit"));
    }
  }

  @Test
  void refuses_versions_below_15_standbys_and_other_encodings() {
    assertThat(ServerRequirements.serverFaults(15, false, "UTF8")).isEmpty();
    assertThat(ServerRequirements.serverFaults(14, true, "LATIN1"))
        .hasSize(3)
        .satisfiesExactly(
            version -> assertThat(version).contains("14", "15 or later"),
            standby -> assertThat(standby).contains("primary"),
            encoding -> assertThat(encoding).contains("LATIN1"));
  }
}

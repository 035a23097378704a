package dev.changeover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresExtensionIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Test
  void gives_a_database_of_the_version_the_product_ships() throws SQLException {
    try (var connection = postgres.dataSource().getConnection()) {
      assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("18.6");
    }
  }

  @Test
  void the_address_and_the_data_source_lead_to_the_same_database() throws SQLException {
    execute(postgres.dataSource(), "create table mark (at int)");
    try (var connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password())) {
      assertThat(tables(connection.getMetaData().getTables(null, "public", null, null)))
          .contains("mark");
    }
  }

  @Test
  void a_fresh_database_is_empty() throws SQLException {
    execute(postgres.dataSource(), "create table only_here (at int)");
    try (var connection = PostgresExtension.freshDatabase().getConnection()) {
      assertThat(tables(connection.getMetaData().getTables(null, "public", null, null))).isEmpty();
    }
  }

  @Test
  void text_sorts_by_code_point() throws SQLException {
    try (var connection = postgres.dataSource().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select x from (values ('a'), ('B'), ('é'), ('z')) v(x) order by x")) {
      assertThat(column(rows, 1)).containsExactly("B", "a", "z", "é");
    }
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> tables(ResultSet rows) throws SQLException {
    return column(rows, 3);
  }

  private static List<String> column(ResultSet rows, int index) throws SQLException {
    var values = new ArrayList<String>();
    while (rows.next()) {
      values.add(rows.getString(index));
    }
    return values;
  }
}

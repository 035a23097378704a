package dev.changeover.projection;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database's schema {@code view} up to what the read models of this version need. */
public final class ViewSchema {
  private static final String SCHEMA = "view";

  private ViewSchema() {}

  /**
   * Creates the schema where it is missing and runs the migrations that have not run yet. The
   * schema may be dropped and filled again from the log. Several nodes may call it at once; one
   * works, the others wait.
   *
   * @throws org.flywaydb.core.api.FlywayException where a migration fails, or where one that has
   *     run differs from the one in this version
   */
  public static void migrate(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/view")
        .schemas(SCHEMA)
        .createSchemas(true)
        .outOfOrder(true)
        .load()
        .migrate();
  }
}

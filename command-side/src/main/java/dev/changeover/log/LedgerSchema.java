package dev.changeover.log;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database's schema {@code ledger} up to what this version of the log needs. */
public final class LedgerSchema {
  private static final String SCHEMA = "ledger";

  private LedgerSchema() {}

  /**
   * Creates the schema where it is missing and runs the migrations that have not run yet. Several
   * nodes may call it at once; one works, the others wait.
   *
   * @throws org.flywaydb.core.api.FlywayException where a migration fails, or where one that has
   *     run differs from the one in this version
   */
  public static void migrate(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/ledger")
        .schemas(SCHEMA)
        .createSchemas(true)
        .load()
        .migrate();
  }
}

package dev.changeover.log;

import javax.sql.DataSource;

class PostgresEventLogIT extends EventLogConformance {

  @Override
  Log open(DataSource database) {
    return PostgresLog.on(database);
  }
}

package dev.changeover.log;

import javax.sql.DataSource;

class PostgresRepeatedFactsIT extends RepeatedFactsConformance {

  @Override
  Log open(DataSource database) {
    return PostgresLog.on(database);
  }
}

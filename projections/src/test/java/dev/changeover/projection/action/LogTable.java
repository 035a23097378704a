package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.Recorded;
import dev.changeover.event.StreamName;
import dev.changeover.event.json.EventJson;
import java.sql.Timestamp;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The part of the log that actions are read from. */
final class LogTable {
  private LogTable() {}

  static void create(DataSource database) {
    new JdbcTemplate(database)
        .execute(
            """
            create schema ledger;
            create table ledger.event (
              position bigint primary key, stream text not null, stream_seq bigint not null,
              source text not null, id text not null, environment text, subject text not null,
              occurred_at timestamptz not null, recorded_at timestamptz not null,
              stored_type text not null, payload bytea not null)
            """);
  }

  /** These facts and no others. */
  static void store(DataSource database, List<Recorded<OfAction>> facts) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute("truncate table ledger.event");
    for (Recorded<OfAction> fact : facts) {
      jdbc.update(
          "insert into ledger.event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          fact.position(),
          StreamName.of(fact.environment(), fact.event()).text(),
          fact.position(),
          fact.id().source(),
          fact.id().id(),
          fact.environment(),
          fact.subject(),
          Timestamp.from(fact.occurredAt()),
          Timestamp.from(fact.recordedAt()),
          EventCatalog.of(fact.event().getClass()).type().toString(),
          EventJson.write(fact.event()));
    }
  }
}

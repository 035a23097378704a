package dev.changeover.ops.server;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters with the facts that they stand for and why they could not be folded. */
@Component
class LetterRows {
  private static final int MOST = 1_000;
  private static final int MOST_CHARACTERS = 4_000;

  private static final String LETTERS =
      """
      select u.read_model, u.position, u.environment, u.since, e.stored_type, e.subject, e.source,
        e.id, left(convert_from(e.payload, 'UTF8'), %d) as payload, d.cause_type, d.cause_message,
        d.last_touched, convert_from(d.diagnostics, 'UTF8') as diagnostics
      from view.unfolded_fact u
      join ledger.event e on e.position = u.position
      left join ledger.dead_letter_entry d on d.processing_group = u.read_model
        and d.sequence_identifier = 'position ' || u.position
      """
          .formatted(MOST_CHARACTERS);

  private final JdbcClient database;

  LetterRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * A dead letter.
   *
   * @param environment null: the fact is of none, and counts for all
   * @param payload the beginning of the fact as it is stored, JSON
   * @param cause why it could not be folded when it was last tried
   * @param tries after the first
   * @param lastTried null: not since {@code since}
   */
  record Letter(
      String readModel,
      long position,
      @Nullable String environment,
      String type,
      String subject,
      String source,
      String id,
      String payload,
      String cause,
      Instant since,
      long tries,
      @Nullable String lastTried) {}

  /** The first thousand. */
  List<Letter> all() {
    return database
        .sql(LETTERS + " order by u.position, u.read_model limit " + MOST)
        .query(LetterRows::letter)
        .list();
  }

  Optional<Letter> find(String readModel, long position) {
    return database
        .sql(LETTERS + " where u.read_model = ? and u.position = ?")
        .param(readModel)
        .param(position)
        .query(LetterRows::letter)
        .optional();
  }

  private static Letter letter(ResultSet row, int number) throws SQLException {
    return new Letter(
        row.getString("read_model"),
        row.getLong("position"),
        row.getString("environment"),
        row.getString("stored_type"),
        row.getString("subject"),
        row.getString("source"),
        row.getString("id"),
        row.getString("payload"),
        "%s: %s"
            .formatted(
                Objects.requireNonNullElse(row.getString("cause_type"), "not told"),
                Objects.requireNonNullElse(row.getString("cause_message"), "")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        tries(row.getString("diagnostics")),
        row.getString("last_touched"));
  }

  private static long tries(@Nullable String diagnostics) {
    return diagnostics == null
        ? 0
        : JsonMapper.shared()
            .readTree(diagnostics.getBytes(StandardCharsets.UTF_8))
            .path("retries")
            .asLong(0);
  }
}

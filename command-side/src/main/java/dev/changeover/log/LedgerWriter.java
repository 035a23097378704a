package dev.changeover.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import dev.changeover.copy.BinaryRows;
import dev.changeover.event.EventId;
import dev.changeover.event.Sha256;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes rows at the end of the log, inside a transaction of the caller. From the first statement
 * until the end of that transaction the caller holds the head of the log; everybody else who
 * appends waits.
 */
final class LedgerWriter {
  /** The channel of NOTIFY; the text is the next position after the commit. */
  static final String CHANNEL = "ledger_event";

  /**
   * Takes the head. No sequential scans: a plan that was cached while the log was small would stay
   * in use while it grows. A node that freezes while it holds the head loses it after 30 s, others
   * give up waiting after 10 s. An answer means durable, whatever the database's default is.
   */
  private static final String LOCK =
      """
      set local enable_seqscan = off;
      set local synchronous_commit = on;
      set local lock_timeout = '10s';
      set local idle_in_transaction_session_timeout = '30s';
      select next_position, greatest(clock_timestamp(), last_recorded_at)
      from ledger.head for update\
      """;

  private static final String KNOWN =
      """
      select asked.source, asked.id, first.position, first.recorded_at, first.content_sha256
      from unnest(?::text[], ?::text[]) as asked (source, id)
      cross join lateral (
        select e.position, e.recorded_at, e.content_sha256
        from ledger.event e
        where e.source = asked.source and e.id = asked.id
        limit 1) as first\
      """;

  private static final String NEXT_IN_STREAMS =
      """
      select asked.stream, coalesce(
        (select max(e.stream_seq) + 1 from ledger.event e where e.stream = asked.stream), 0)
      from unnest(?::text[]) as asked (stream)\
      """;

  private static final String COPY =
      """
      copy ledger.event (position, stream_seq, occurred_at, recorded_at, source, id, stored_type,
        environment, subject, stream, actor, content_sha256, payload, extras)
      from stdin (format binary)\
      """;

  private static final int COLUMNS = 14;

  private static final String ADVANCE =
      """
      update ledger.head set next_position = ?, last_recorded_at = ?;
      select pg_notify('ledger_event', ?)\
      """;

  private static final String CONFLICT =
      """
      insert into ledger.conflict (source, id, content_sha256, position, noticed_at, occurred_at,
        stored_type, environment, subject, payload, extras)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict on constraint conflict_pk do nothing\
      """;

  private final Connection connection;
  private final BinaryRows appended = new BinaryRows(COLUMNS);
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private final Map<EventId, First> known = new HashMap<>();
  private final Map<String, Long> nextInStream = new HashMap<>();

  private record Head(long nextPosition, Instant recordedAt) {}

  private record First(long position, Instant recordedAt, Sha256 contentDigest) {}

  private record Refused(LedgerRow row, First first) {}

  private final Head head;
  private long position;

  private LedgerWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.head = lock();
    this.position = head.nextPosition();
  }

  /** Takes the head; what the caller writes before {@link #append(List)} is in the same turn. */
  static LedgerWriter atTheHead(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException(
          "appending to the log needs a transaction, and this connection has none;"
              + " attach a transaction manager");
    }
    return new LedgerWriter(connection);
  }

  /** Where the log ends after the commit; empty: nothing was appended. */
  OptionalLong movedTo() {
    return appended.isEmpty() ? OptionalLong.empty() : OptionalLong.of(position);
  }

  /**
   * Appends what is not there yet. Nothing of it is true before the caller has committed. Once for
   * each turn at the head.
   *
   * @return one receipt for each row, in order
   * @throws SequenceTaken where a row expects another number in its stream than it would get
   */
  List<Receipt> append(List<LedgerRow> rows) throws SQLException {
    look(rows);
    rows.forEach(this::add);
    write();
    return receipts;
  }

  /**
   * As {@link #append(List)}, for several who do not know of each other.
   *
   * @return those that are decided on what is not so any longer, with the reason: nothing of them
   *     is appended, and they have no receipts
   */
  IdentityHashMap<Request, SequenceTaken> appendAll(List<Request> requests) throws SQLException {
    IdentityHashMap<Request, SequenceTaken> overtaken = new IdentityHashMap<>();
    look(requests.stream().flatMap(request -> request.rows().stream()).toList());
    for (Request request : requests) {
      Optional<SequenceTaken> taken = taken(request.rows());
      if (taken.isPresent()) {
        overtaken.put(request, taken.get());
      } else {
        request.rows().forEach(this::add);
      }
    }
    write();
    return overtaken;
  }

  /** One for each row that was not overtaken, in order. */
  List<Receipt> receipts() {
    return receipts;
  }

  /** Learns which of these are there, and where streams go on that this turn has not come to. */
  private void look(List<LedgerRow> rows) throws SQLException {
    if (!rows.isEmpty()) {
      known.putAll(known(rows));
      nextInStreams(rows, known.keySet()).forEach(nextInStream::putIfAbsent);
    }
  }

  /** Whether one of the rows expects another number than it would get. */
  private Optional<SequenceTaken> taken(List<LedgerRow> rows) {
    if (rows.stream().allMatch(row -> row.expectedSequence() == null)) {
      return Optional.empty();
    }
    Map<String, Long> before = new HashMap<>();
    for (LedgerRow row : rows) {
      Long expected = row.expectedSequence();
      if (!known.containsKey(row.id())) {
        long sequence =
            nextInStream.getOrDefault(row.stream(), 0L)
                + before.merge(row.stream(), 1L, Long::sum)
                - 1;
        if (expected != null && expected != sequence) {
          return Optional.of(new SequenceTaken(row.stream(), expected, sequence));
        }
      }
    }
    return Optional.empty();
  }

  private void add(LedgerRow row) {
    First first = known.get(row.id());
    if (first != null) {
      receipts.add(again(row, first));
      return;
    }
    receipts.add(new Receipt.Appended(row.id(), addNew(row), head.recordedAt()));
  }

  /** Gives the row the next position. */
  private long addNew(LedgerRow row) {
    long sequence = nextInStream.merge(row.stream(), 1L, Long::sum) - 1;
    Long expected = row.expectedSequence();
    if (expected != null && expected != sequence) {
      throw new SequenceTaken(row.stream(), expected, sequence);
    }
    appended.row().number(position).number(sequence);
    row.addTo(appended, head.recordedAt());
    known.put(row.id(), new First(position, head.recordedAt(), row.contentDigest()));
    return position++;
  }

  /** An action of which something was told in two ways says so itself, once for each such id. */
  private void addContradictions() throws SQLException {
    List<LedgerRow> words = new ArrayList<>();
    for (Refused one : refused) {
      one.row().contradiction(head.recordedAt()).ifPresent(words::add);
    }
    look(words);
    for (LedgerRow word : words) {
      if (!known.containsKey(word.id())) {
        addNew(word);
      }
    }
  }

  private void write() throws SQLException {
    addContradictions();
    if (!appended.isEmpty()) {
      appended.into(connection, COPY);
      advance(new Head(position, head.recordedAt()));
    }
    recordConflicts(head.recordedAt());
  }

  private Receipt again(LedgerRow row, First first) {
    if (first.contentDigest().equals(row.contentDigest())) {
      return new Receipt.Duplicate(row.id(), first.position(), first.recordedAt());
    }
    refused.add(new Refused(row, first));
    return new Receipt.Conflict(row.id(), first.position(), first.recordedAt());
  }

  private Head lock() throws SQLException {
    try (var statement = connection.createStatement()) {
      boolean hasRows = statement.execute(LOCK);
      while (!hasRows && statement.getUpdateCount() >= 0) {
        hasRows = statement.getMoreResults();
      }
      ResultSet row = statement.getResultSet();
      if (row == null || !row.next()) {
        throw new IllegalStateException(
            "ledger.head has no row; the log cannot be appended to until its head is restored:"
                + " next_position is the number of rows of ledger.event");
      }
      return new Head(row.getLong(1), instant(row, 2));
    }
  }

  private Map<EventId, First> known(List<LedgerRow> rows) throws SQLException {
    Map<EventId, First> known = new HashMap<>(rows.size() * 2);
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setArray(1, texts(rows.stream().map(row -> row.id().source())));
      statement.setArray(2, texts(rows.stream().map(row -> row.id().id())));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(
              new EventId(row.getString(1), row.getString(2)),
              new First(row.getLong(3), instant(row, 4), Sha256.ofDigest(row.getBytes(5))));
        }
      }
    }
    return known;
  }

  private Map<String, Long> nextInStreams(List<LedgerRow> rows, Set<EventId> known)
      throws SQLException {
    Set<String> streams =
        rows.stream()
            .filter(row -> !known.contains(row.id()))
            .map(LedgerRow::stream)
            .collect(toSet());
    Map<String, Long> next = new HashMap<>(streams.size() * 2);
    if (streams.isEmpty()) {
      return next;
    }
    try (PreparedStatement statement = connection.prepareStatement(NEXT_IN_STREAMS)) {
      statement.setArray(1, texts(streams.stream()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          next.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return next;
  }

  private void advance(Head head) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      statement.setLong(1, head.nextPosition());
      statement.setObject(2, head.recordedAt().atOffset(ZoneOffset.UTC));
      statement.setString(3, Long.toString(head.nextPosition()));
      statement.execute();
    }
  }

  private void recordConflicts(Instant noticedAt) throws SQLException {
    if (refused.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(CONFLICT)) {
      for (Refused one : refused) {
        LedgerRow row = one.row();
        statement.setString(1, row.id().source());
        statement.setString(2, row.id().id());
        statement.setBytes(3, row.contentDigest().bytes());
        statement.setLong(4, one.first().position());
        statement.setTimestamp(5, Timestamp.from(noticedAt));
        statement.setTimestamp(6, Timestamp.from(row.occurredAt()));
        statement.setString(7, text(row.storedType()));
        statement.setString(8, row.environment() == null ? null : text(row.environment()));
        statement.setString(9, text(row.subject()));
        statement.setBytes(10, row.payload());
        statement.setBytes(11, row.extras());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** An array of String goes over the wire as it is, one of Object is escaped and parsed. */
  private Array texts(Stream<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray(String[]::new));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, UTF_8);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}

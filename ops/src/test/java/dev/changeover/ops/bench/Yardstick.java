package dev.changeover.ops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * How fast this machine takes event rows if nothing is read, compared or hashed before: binary COPY
 * of encoded rows, 1,000 in each transaction, over one connection, into a table of its own with the
 * three unique indexes of an event table.
 */
final class Yardstick implements Contender {
  static final String NAME = "Y: COPY of encoded rows";
  private static final int OF_A_TRANSACTION = 1_000;
  private static final int OF_A_STREAM = 4;
  private static final byte[] BEGIN = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final String COLUMNS =
      """
      position, stream_seq, occurred_at, recorded_at, source, id, stored_type, environment, subject,
      stream, content_sha256, payload\
      """;

  private final BenchPostgres.Database database;
  private final int transactions;
  private final List<byte[]> encoded = new ArrayList<>();
  private long next;

  /**
   * Creates its table.
   *
   * @param transactions in each turn
   */
  Yardstick(BenchPostgres.Database database, int transactions) {
    this.database = database;
    this.transactions = transactions;
    database
        .jdbc()
        .execute(
            """
            create table event (
              position bigint not null primary key,
              stream_seq bigint not null,
              occurred_at timestamptz not null,
              recorded_at timestamptz not null,
              source text collate "C" not null,
              id text collate "C" not null,
              stored_type text collate "C" not null,
              environment text collate "C",
              subject text collate "C" not null,
              stream text collate "C" not null,
              content_sha256 bytea not null,
              payload bytea not null,
              unique (source, id),
              unique (stream, stream_seq))
            """);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() {
    encoded.clear();
    for (int each = 0; each < transactions; each++) {
      encoded.add(rows());
    }
  }

  @Override
  public long run() {
    try (Connection connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (byte[] rows : encoded) {
        var in = copy.copyIn("copy event (" + COLUMNS + ") from stdin (format binary)");
        in.writeToCopy(rows, 0, rows.length);
        in.endCopy();
        connection.commit();
      }
      return (long) transactions * OF_A_TRANSACTION;
    } catch (SQLException fault) {
      throw new IllegalStateException("the yardstick cannot be laid", fault);
    }
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  private byte[] rows() {
    var bytes = new ByteArrayOutputStream(512 * 1024);
    try (var out = new DataOutputStream(bytes)) {
      out.write(BEGIN);
      for (int each = 0; each < OF_A_TRANSACTION; each++) {
        row(out, next++);
      }
      out.writeShort(-1);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void row(DataOutputStream out, long number) throws IOException {
    long action = number / OF_A_STREAM;
    out.writeShort(12);
    number(out, number);
    number(out, number % OF_A_STREAM);
    number(out, 850_000_000_000_000L + number);
    number(out, 850_000_000_000_000L + number);
    bytes(out, "otlp:/bench/checkout");
    bytes(out, "%032x:%016x:started".formatted(action, number));
    bytes(out, "actionstep.started.1");
    bytes(out, "bench");
    bytes(out, "order/" + action);
    bytes(out, "action/bench/order/" + action);
    bytes(out, "0123456789abcdef0123456789abcdef");
    bytes(
        out,
        """
        {"action":{"type":"order","id":"%d"},"step":"charge","attempt":1,"component":"checkout",\
        "version":"2.4.0","instance":"checkout-1"}\
        """
            .formatted(action));
  }

  private static void number(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void bytes(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}

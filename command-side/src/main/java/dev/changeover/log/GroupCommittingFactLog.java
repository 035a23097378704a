package dev.changeover.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what has gathered in one transaction, and answers every waiting request after its commit.
 * One appender thread for each node; several nodes take turns at the head of the log.
 *
 * <p>Where the database is away, each waiting request is told so with {@link LogUnavailable} and
 * the appender goes on with a new connection. A commit whose outcome never arrived is told the same
 * way: the sender sends again and gets the receipt of what was stored, if it was.
 */
public final class GroupCommittingFactLog implements FactLog, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommittingFactLog.class);

  private final WaitingRequests waiting;
  private final AppenderConnection database;
  private final LedgerSignal signal;
  private final LogLimits limits;
  private final Thread appender;

  /**
   * Starts the appender.
   *
   * @param database one connection of it is held as long as this log lives
   * @param signal raised after each commit
   */
  public GroupCommittingFactLog(DataSource database, LedgerSignal signal, LogLimits limits) {
    this.waiting = new WaitingRequests(limits);
    this.database = new AppenderConnection(database);
    this.signal = signal;
    this.limits = limits;
    this.appender = Thread.ofPlatform().name("ledger-appender").start(this::run);
  }

  @Override
  public CompletableFuture<List<Receipt>> append(List<NewFact> facts, Alongside alongside) {
    if (facts.isEmpty() && alongside.equals(Alongside.NOTHING)) {
      return CompletableFuture.completedFuture(List.of());
    }
    var request = new Request(facts.stream().map(LedgerRow::of).toList(), alongside);
    waiting.add(request);
    return request.answer();
  }

  /**
   * Appends what was decided on, all of it or nothing, in the next commit.
   *
   * @return completed exceptionally with {@link SequenceTaken} where a stream has grown since, and
   *     with {@link LogUnavailable} as facts are
   */
  CompletableFuture<List<Receipt>> appendDecided(List<LedgerRow> rows) {
    var request = new Request(rows, Alongside.NOTHING);
    waiting.add(request);
    return request.answer();
  }

  /** Facts that wait for their commit now, those being written apart. */
  public int waitingFacts() {
    return waiting.facts();
  }

  /** Takes no more requests, writes those that wait, and gives the connection back. */
  @Override
  public void close() {
    waiting.close();
    boolean interrupted = false;
    while (appender.isAlive()) {
      try {
        appender.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (database) {
      List<Request> batch = waiting.take();
      while (!batch.isEmpty()) {
        write(batch);
        batch = waiting.take();
      }
    }
  }

  private void write(List<Request> batch) {
    try {
      commit(batch);
    } catch (SQLException refused) {
      if (!isAboutTheData(refused)) {
        fail(batch, refused);
      } else if (batch.size() > 1) {
        batch.forEach(one -> write(List.of(one)));
      } else {
        batch.getFirst().refuse(refused);
      }
    } catch (RuntimeException | Error fault) {
      // An appender that died would leave every sender waiting for ever.
      fail(batch, fault);
    }
  }

  private void commit(List<Request> batch) throws SQLException {
    Written written = database.inTransaction(open -> write(open, batch));
    written.movedTo().ifPresent(signal::raise);
    // What a sender does with its receipt is not for the appender to wait for.
    Thread.startVirtualThread(() -> answer(written));
  }

  /** What one transaction did: receipts for the rows of {@code taken}, in order. */
  private record Written(
      List<Request> taken,
      List<Request> fenced,
      IdentityHashMap<Request, SequenceTaken> overtaken,
      List<Receipt> receipts,
      OptionalLong movedTo) {}

  private static Written write(Connection open, List<Request> batch) throws SQLException {
    LedgerWriter log = LedgerWriter.atTheHead(open);
    List<Request> taken = new ArrayList<>(batch.size());
    List<Request> fenced = new ArrayList<>();
    for (Request request : batch) {
      if (request.alongside().write(open)) {
        taken.add(request);
      } else {
        fenced.add(request);
      }
    }
    IdentityHashMap<Request, SequenceTaken> overtaken = log.appendAll(taken);
    taken.removeAll(overtaken.keySet());
    return new Written(taken, fenced, overtaken, log.receipts(), log.movedTo());
  }

  private static void answer(Written written) {
    written.fenced().forEach(request -> request.answer().completeExceptionally(new Fenced()));
    written.overtaken().forEach((request, taken) -> request.answer().completeExceptionally(taken));
    List<Receipt> receipts = written.receipts();
    int from = 0;
    for (Request request : written.taken()) {
      int to = from + request.rows().size();
      request.answer().complete(List.copyOf(receipts.subList(from, to)));
      from = to;
    }
  }

  private void fail(List<Request> batch, Throwable cause) {
    LOGGER.warn(
        "the log could not write {} requests; their senders may send again", batch.size(), cause);
    var unavailable =
        new LogUnavailable(
            "the log cannot be written now: %s; send again in %d s"
                .formatted(cause.getMessage(), limits.retryAfter().toSeconds()),
            limits.retryAfter(),
            cause);
    Thread.startVirtualThread(
        () -> batch.forEach(request -> request.answer().completeExceptionally(unavailable)));
  }

  /** SQL states 22 (data exception) and 54 (limit exceeded): sending again would not help. */
  private static boolean isAboutTheData(SQLException refused) {
    String state = refused.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("54"));
  }
}

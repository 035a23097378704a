package dev.changeover.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A server on its own PostgreSQL, four senders, and faults drawn by a seed. After each fault what
 * was acknowledged since the one before is looked up in the log; every so often the whole log is
 * read, and the read models are rebuilt and compared.
 */
final class FaultRun implements AutoCloseable {
  private static final List<String> READ_MODELS = List.of("action", "environment", "timeline");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_LEFT_ON_DISK_BYTES = 4 << 20;

  private final Settings settings;
  private final Random random;
  private final Stage stage;
  private final AcknowledgedEvents acknowledged;
  private final Recoveries recoveries;
  private final Victim victim;
  private final Senders senders;
  private final LogCheck check = new LogCheck();
  private final Queue<Fault> coming = new ArrayDeque<>();
  private final Consumer<String> say;
  private final long end;
  private int wholeLooks;

  /**
   * What a run consists of.
   *
   * @param faults how many
   * @param kinds which are drawn, each before one comes again
   * @param freeze how long something stands still
   * @param events to be acknowledged at the end, an equal part of them before each fault; 0: as
   *     many as come
   * @param compareEvery after so many faults the whole log and the read models are compared
   * @param budget no further fault after this time
   */
  record Settings(
      long seed,
      int faults,
      List<Fault> kinds,
      Duration freeze,
      int events,
      int compareEvery,
      Duration budget) {}

  /** Goes on with what an earlier run has left on the stage, where there is something. */
  FaultRun(Stage stage, Settings settings, Consumer<String> say) throws IOException {
    this.settings = settings;
    this.stage = stage;
    this.say = say;
    this.end = System.nanoTime() + settings.budget().toNanos();
    this.recoveries = new Recoveries(stage.directory().resolve("recoveries"));
    this.random = new Random(settings.seed() + recoveries.count());
    this.acknowledged = new AcknowledgedEvents(stage.directory().resolve("acknowledged"));
    this.victim = new Victim(stage.data(), stage.directory().resolve("server.log"), stage.launch());
    this.senders =
        new Senders(
            List.of(victim.ports().url()),
            victim.token(),
            acknowledged,
            new Random(random.nextLong()));
  }

  /** Runs all of it; the first thing that does not hold ends it. */
  void run() throws Exception {
    senders.start();
    for (int fault = recoveries.count() + 1; mayCome(fault); fault++) {
      work(fault);
      Fault kind = next();
      recoveries.add(kind, inflict(kind));
      pause(random.nextInt(300));
      senders.hold();
      look();
      if (fault % settings.compareEvery() == 0) {
        lookAtAll();
      }
      senders.release();
      if (fault % 10 == 0) {
        say.accept(line());
      }
    }
    senders.hold();
    lookAtAll();
    senders.release();
    say.accept(line());
    say.accept(recoveries.table());
  }

  private boolean mayCome(int fault) {
    return fault <= settings.faults() && System.nanoTime() < end;
  }

  /** Lets the senders send. */
  private void work(int fault) {
    pause(200 + random.nextInt(1300));
    long wanted = (long) settings.events() * fault / settings.faults();
    await(() -> acknowledged.size() >= wanted, "%,d events are acknowledged".formatted(wanted));
  }

  /** Each kind comes before one comes again. */
  private Fault next() {
    if (coming.isEmpty()) {
      List<Fault> shuffled = new ArrayList<>(settings.kinds());
      Collections.shuffle(shuffled, random);
      coming.addAll(shuffled);
    }
    return coming.remove();
  }

  /** Returns how long after the fault, or after its end where it lasts, all was up again. */
  private Duration inflict(Fault fault) throws Exception {
    long begin = System.nanoTime();
    switch (fault) {
      case KILL_SERVER -> victim.killServer();
      case KILL_POSTMASTER -> victim.killPostmaster();
      case KILL_BOTH -> victim.killBoth();
      case KILL_BACKEND -> victim.killBackend(random);
      case CUT_CONNECTIONS -> victim.cutConnections();
      case FREEZE_SERVER -> {
        victim.freezeServer(settings.freeze());
        begin += settings.freeze().toNanos();
      }
      case FREEZE_POSTGRES -> {
        victim.freezePostgres(settings.freeze());
        begin += settings.freeze().toNanos();
      }
      case FILL_DISK -> {
        fillDisk();
        begin = System.nanoTime();
        Objects.requireNonNull(stage.disk()).free();
        victim.awaitReadyOrStart();
      }
      case STEP_CLOCK -> {
        Objects.requireNonNull(stage.clock()).step(random, victim);
        victim.awaitReady();
      }
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * Until the senders notice, and a while longer. Where tables cannot grow, PostgreSQL refuses;
   * where its log cannot, it ends, so one time in two it is brought to that.
   */
  private void fillDisk() throws IOException {
    long before = senders.turnedAway();
    Objects.requireNonNull(stage.disk()).fill(random.nextInt(MOST_LEFT_ON_DISK_BYTES));
    if (recoveries.count() % 2 == 0) {
      victim.useUpWriteAheadLog();
    }
    await(
        () -> senders.turnedAway() > before || !victim.isServerAlive(),
        "somebody notices that the disk is full");
    pause(random.nextInt(1500));
  }

  private void look() throws Exception {
    try (Connection database = victim.connect()) {
      check.read(database);
    }
    check.compare(acknowledged.takeNew(), acknowledged);
  }

  private void lookAtAll() throws Exception {
    look();
    try (Connection database = victim.connect()) {
      LogCheck whole = LogCheck.whole(database, acknowledged);
      assertThat(whole.events()).as("events found in one go").isEqualTo(check.events());
    }
    for (String each : READ_MODELS) {
      assertThat(new Rebuild(victim.ports().url(), victim.token()).compare(each))
          .as("rebuild of " + each)
          .isTrue();
    }
    wholeLooks++;
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        "seed %d: %,d faults; %,d copies sent, %,d without an answer, %,d asked to wait;"
            + " %,d events acknowledged, 0 lost; %,d in the log, 0 twice;"
            + " %d times the whole log read and all read models rebuilt, equal",
        settings.seed(),
        recoveries.count(),
        senders.sent(),
        senders.indeterminate(),
        senders.askedToWait(),
        acknowledged.size(),
        check.events(),
        wholeLooks);
  }

  private void await(BooleanSupplier condition, String what) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      senders.check();
      if (System.nanoTime() > giveUpAt) {
        throw new AssertionError("waited %s until %s".formatted(PATIENCE, what));
      }
      pause(5);
    }
  }

  private static void pause(int millis) {
    long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  @Override
  public void close() throws IOException {
    try (acknowledged;
        victim) {
      senders.close();
    }
  }
}

package dev.changeover.ops.faults;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Four clients that send each event one to five times, each copy from a client drawn at random.
 * Where no answer comes an event may be in the log or not: only answers are written down. They can
 * be held between two requests, so that the log can be looked at while it rests.
 */
final class Senders implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int MOST_COPIES = 5;
  private static final int BATCH = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration WHILE_AWAY = Duration.ofMillis(50);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<URI> doors;
  private final AtomicInteger turns = new AtomicInteger();
  private final String token;
  private final AcknowledgedEvents acknowledged;
  private final List<Queue<Integer>> queues = new ArrayList<>();
  private final AtomicInteger numbers;
  private final AtomicLong indeterminate = new AtomicLong();
  private final AtomicLong askedToWait = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final Random random;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final List<Thread> threads = new ArrayList<>();
  private final Phaser round = new Phaser(1);
  private volatile boolean held;
  private volatile boolean ended;
  private volatile @Nullable Throwable broken;

  /**
   * @param servers they take turns; one that is away is left to the others
   */
  Senders(List<URI> servers, String token, AcknowledgedEvents acknowledged, Random random) {
    this.doors = servers.stream().map(server -> server.resolve("/events")).toList();
    this.token = token;
    this.acknowledged = acknowledged;
    this.random = random;
    this.numbers = new AtomicInteger(acknowledged.end());
    for (int client = 0; client < CLIENTS; client++) {
      queues.add(new ConcurrentLinkedQueue<>());
    }
  }

  void start() {
    for (Queue<Integer> queue : queues) {
      round.register();
      threads.add(Thread.ofVirtual().start(() -> run(queue)));
    }
  }

  /** Lets the requests under way end and no other begin. */
  void hold() {
    held = true;
    round.arriveAndAwaitAdvance();
  }

  /** Goes on after a {@link #hold}. */
  void release() {
    held = false;
    round.arriveAndAwaitAdvance();
    check();
  }

  /** Fails where a sender has failed. */
  void check() {
    Throwable failed = broken;
    if (failed != null) {
      throw new AssertionError("a sender has failed", failed);
    }
  }

  /** Copies handed over to the network. */
  long sent() {
    return sent.get();
  }

  /** Copies of which no answer came. */
  long indeterminate() {
    return indeterminate.get();
  }

  /** Copies that the server asked to send again later; they were. */
  long askedToWait() {
    return askedToWait.get();
  }

  /** Copies that were not taken, for whatever reason. */
  long turnedAway() {
    return askedToWait.get() + indeterminate.get();
  }

  @Override
  public void close() {
    ended = true;
    held = false;
    round.forceTermination();
    for (Thread each : threads) {
      try {
        each.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    http.close();
  }

  private void run(Queue<Integer> queue) {
    try {
      while (!ended) {
        if (held) {
          round.arriveAndAwaitAdvance();
          round.arriveAndAwaitAdvance();
        }
        send(queue, next(queue));
      }
    } catch (IOException | RuntimeException | AssertionError failed) {
      broken = failed;
      round.arriveAndDeregister();
    }
  }

  /** Up to a batch of copies; new events are made where there are none. */
  private List<Integer> next(Queue<Integer> queue) {
    List<Integer> batch = new ArrayList<>();
    while (batch.size() < BATCH) {
      Integer number = queue.poll();
      if (number == null) {
        make();
      } else {
        batch.add(number);
      }
    }
    return batch;
  }

  private synchronized void make() {
    for (int i = 0; i < BATCH; i++) {
      int number = numbers.getAndIncrement();
      for (int copy = random.nextInt(MOST_COPIES); copy >= 0; copy--) {
        queues.get(random.nextInt(CLIENTS)).add(number);
      }
    }
  }

  private void send(Queue<Integer> queue, List<Integer> batch) throws IOException {
    StringBuilder body = new StringBuilder("[");
    batch.forEach(
        number -> body.append(body.length() == 1 ? "" : ",").append(SentEvent.json(number)));
    HttpRequest request =
        HttpRequest.newBuilder(doors.get(Math.floorMod(turns.getAndIncrement(), doors.size())))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body.append(']').toString()))
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
      sent.addAndGet(batch.size());
    } catch (ConnectException notSent) {
      queue.addAll(batch);
      LockSupport.parkNanos(WHILE_AWAY.toNanos());
      return;
    } catch (IOException away) {
      sent.addAndGet(batch.size());
      indeterminate.addAndGet(batch.size());
      LockSupport.parkNanos(WHILE_AWAY.toNanos());
      return;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    take(queue, batch, response);
  }

  private void take(Queue<Integer> queue, List<Integer> batch, HttpResponse<String> response)
      throws IOException {
    switch (response.statusCode()) {
      case 202, 207 -> acknowledged.add(receipts(batch, JSON.readTree(response.body())));
      case 429, 503 -> {
        askedToWait.addAndGet(batch.size());
        queue.addAll(batch);
        LockSupport.parkNanos(WHILE_AWAY.toNanos());
      }
      default ->
          throw new AssertionError(
              "the server answered %d: %s".formatted(response.statusCode(), response.body()));
    }
  }

  private static Map<Integer, Long> receipts(List<Integer> batch, JsonNode body) {
    Map<Integer, Long> receipts = new TreeMap<>();
    for (int i = 0; i < batch.size(); i++) {
      JsonNode receipt = body.path(i);
      String status = receipt.path("status").asString("");
      if (!status.equals("ACCEPTED") && !status.equals("DUPLICATE")) {
        throw new AssertionError("event %d: %s".formatted(batch.get(i), receipt));
      }
      receipts.put(batch.get(i), receipt.path("position").asLong());
    }
    return receipts;
  }
}

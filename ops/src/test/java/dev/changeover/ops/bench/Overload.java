package dev.changeover.ops.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends batches of events at a fixed rate, whether they are answered or not. What is turned away is
 * not sent again: what came would else be less than was meant to come.
 */
final class Overload implements AutoCloseable {
  /** Requests that wait for an answer; more than the server takes at once. */
  private static final int MOST_AT_ONCE = 2_000;

  private static final int OF_A_REQUEST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI events;
  private final String token;
  private final EventsLoad load = new EventsLoad();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Map<String, AtomicLong> answers = new ConcurrentSkipListMap<>();
  private final Histogram accepted = new ConcurrentHistogram(3);
  private final AtomicLong acknowledged = new AtomicLong();

  Overload(OwnServer server) {
    this.events = URI.create(server.url() + "/events");
    this.token = server.token();
  }

  /** Offers so many events in each second, and returns when all that was sent is answered. */
  void run(int perSecond, Duration length) throws InterruptedException {
    long pause = Duration.ofSeconds(1).toNanos() * OF_A_REQUEST / perSecond;
    long begin = System.nanoTime();
    for (long due = begin; due - begin < length.toNanos(); due += pause) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      if (places.tryAcquire()) {
        send();
      } else {
        count("not sent: %,d wait for an answer".formatted(MOST_AT_ONCE));
      }
    }
    places.acquire(MOST_AT_ONCE);
    places.release(MOST_AT_ONCE);
  }

  private void send() {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(load.batch(OF_A_REQUEST)))
            .build();
    long sent = System.nanoTime();
    var _ =
        http.sendAsync(request, BodyHandlers.discarding())
            .whenComplete(
                (answer, fault) -> {
                  places.release();
                  if (fault == null) {
                    take(answer, System.nanoTime() - sent);
                  } else {
                    count("no answer: " + fault.getClass().getSimpleName());
                  }
                });
  }

  private void take(HttpResponse<?> answer, long nanos) {
    boolean comesBack = answer.headers().firstValue("Retry-After").isPresent();
    count(answer.statusCode() + (comesBack ? " with Retry-After" : ""));
    if (answer.statusCode() == 202) {
      acknowledged.addAndGet(OF_A_REQUEST);
      accepted.recordValue(nanos);
    }
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, _ -> new AtomicLong()).incrementAndGet();
  }

  /** How many requests were answered how. */
  Map<String, AtomicLong> answers() {
    return answers;
  }

  /** Events of which an answer said that they are in the log. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** Of requests that were taken, in milliseconds. */
  double acceptedMillis(double percentile) {
    return accepted.getValueAtPercentile(percentile) / 1e6;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

package dev.changeover.ops.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Changeover as its users meet it: single events through the HTTP door, seen in the read models.
 */
final class ChangeoverSide implements Side {
  private static final Pattern POSITION = Pattern.compile("\"position\"\\s*:\\s*(\\d+)");

  private static final int ATTEMPTS = 5;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String run = UUID.randomUUID().toString();
  private final String url;
  private final String token;
  private final ReadModelWatch watch;
  private final int ofARequest;

  /**
   * A caller.
   *
   * @param ofARequest events in each request
   */
  ChangeoverSide(String url, String token, ReadModelWatch watch, int ofARequest) {
    this.url = url;
    this.token = token;
    this.watch = watch;
    this.ofARequest = ofARequest;
  }

  @Override
  public String name() {
    return ofARequest == 1 ? "Changeover" : "Changeover, %d a request".formatted(ofARequest);
  }

  @Override
  public void begin() {
    watch.begin();
  }

  @Override
  public CompletableFuture<Accepted> send(long number) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/events"))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body(number)))
            .build();
    return send(request, ATTEMPTS).thenApply(ChangeoverSide::accepted);
  }

  /** A lost connection loses nothing: the event is sent again and gets its first receipt. */
  private CompletableFuture<HttpResponse<String>> send(HttpRequest request, int attempts) {
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .exceptionallyCompose(
            fault ->
                attempts > 1 ? send(request, attempts - 1) : CompletableFuture.failedFuture(fault));
  }

  @Override
  public long visibleAt(Accepted accepted, Duration patience) {
    return watch
        .seenAt(accepted.key(), patience)
        .orElseThrow(() -> new NeverSeen(name(), accepted, patience));
  }

  @Override
  public void end() {
    watch.end();
  }

  @Override
  public void close() {
    client.close();
    watch.close();
  }

  private static Accepted accepted(HttpResponse<String> answer) {
    long at = System.nanoTime();
    boolean stored = answer.statusCode() == 202 || answer.statusCode() == 200;
    // Positions of one request rise, so the last one is seen last.
    Matcher position = POSITION.matcher(answer.body());
    position.region(Math.max(0, answer.body().lastIndexOf("\"position\"")), answer.body().length());
    if (!stored || !position.find()) {
      throw new IllegalStateException(
          "an event was not accepted: " + answer.statusCode() + " " + answer.body());
    }
    return new Accepted(Long.parseLong(position.group(1)), at);
  }

  private String body(long number) {
    return ofARequest == 1
        ? event(number)
        : LongStream.range(number * ofARequest, (number + 1) * ofARequest)
            .mapToObj(this::event)
            .collect(Collectors.joining(",", "[", "]"));
  }

  private String event(long number) {
    return """
    {"context":{"specversion":"0.5.1","id":"%s-%d","source":"/bench",\
    "type":"dev.cdeventsx.changeover-action.accepted.0.1.0","timestamp":"%s"},\
    "subject":{"id":"bench/%s-%d","content":{"environment":"bench",\
    "action":{"type":"bench","id":"%s-%d"},"component":"checkout","version":"2.4.0"}}}\
    """
        .formatted(run, number, Instant.now(), run, number, run, number);
  }
}

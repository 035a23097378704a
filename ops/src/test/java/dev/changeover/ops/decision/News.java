package dev.changeover.ops.decision;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a subscription tells, as a client gets it. */
final class News implements AutoCloseable {
  private static final String WEBSOCKET_PROTOCOL = "graphql-transport-ws";

  private final BlockingQueue<JsonNode> told;
  private Runnable ending = () -> {};

  private News(BlockingQueue<JsonNode> told) {
    this.told = told;
  }

  /** Subscribes by Server-Sent Events. */
  static News byServerSentEvents(Http caller, String document) {
    var request =
        caller
            .request("/graphql")
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(Http.JSON.writeValueAsString(Map.of("query", document))))
            .build();
    Lines lines = new Lines(new LinkedBlockingQueue<>(), new CompletableFuture<>());
    News news = new News(lines.told());
    news.ending =
        () -> {
          var _ = lines.subscribed().thenAccept(Subscription::cancel);
        };
    var _ = Http.CLIENT.sendAsync(request, BodyHandlers.fromLineSubscriber(lines));
    return news;
  }

  /** Subscribes by a WebSocket. */
  static News byWebSocket(Http caller, String document) {
    BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    WebSocket socket = connect(caller, new Listener(document, told));
    News news = new News(told);
    news.ending = socket::abort;
    return news;
  }

  /**
   * Opens a WebSocket.
   *
   * @throws CompletionException where the server refuses
   */
  static WebSocket connect(Http caller, WebSocket.Listener listener) {
    return Http.CLIENT
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + caller.token())
        .subprotocols(WEBSOCKET_PROTOCOL)
        .buildAsync(URI.create(caller.url().replace("http:", "ws:") + "/graphql"), listener)
        .join();
  }

  /** The next thing that is told: data, or errors. */
  JsonNode next() {
    try {
      JsonNode next = told.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was told for 10 s");
      }
      return next;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    ending.run();
  }

  /** Server-Sent Events, line by line; a connection that breaks is told as an error. */
  private record Lines(BlockingQueue<JsonNode> told, CompletableFuture<Subscription> subscribed)
      implements Subscriber<String> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
      subscribed.complete(subscription);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith("data:") && line.length() > "data:".length()) {
        told.add(Http.JSON.readTree(line.substring("data:".length())));
      }
    }

    @Override
    public void onError(Throwable broken) {
      told.add(Http.JSON.createObjectNode().put("errors", broken.toString()));
    }

    @Override
    public void onComplete() {
      // The server has told all; what it told is read from the queue.
    }
  }

  /** The protocol graphql-transport-ws, as far as one subscription needs it. */
  private static final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final String document;
    private final BlockingQueue<JsonNode> told;

    Listener(String document, BlockingQueue<JsonNode> told) {
      this.document = document;
      this.told = told;
    }

    @Override
    public void onOpen(WebSocket socket) {
      var _ = socket.sendText("{\"type\":\"connection_init\"}", true);
      socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        message(socket, Http.JSON.readTree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void message(WebSocket socket, JsonNode message) {
      switch (message.path("type").asString()) {
        case "connection_ack" ->
            send(
                socket,
                Http.JSON.writeValueAsString(
                    Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", document))));
        case "ping" -> send(socket, "{\"type\":\"pong\"}");
        case "next" -> told.add(message.path("payload"));
        case "error" ->
            told.add(Http.JSON.createObjectNode().set("errors", message.path("payload")));
        default -> {}
      }
    }

    private static void send(WebSocket socket, String text) {
      var _ = socket.sendText(text, true);
    }
  }
}

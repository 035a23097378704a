package dev.changeover.ops.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A bundled release: its plan, and what happened, sent through the doors that everybody uses. */
public record Sample(String name, String environment, String release) {
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** The delivery address is split; the card provider is slow; the contract step comes too soon. */
  public static Sample splitAddress() {
    return new Sample("split-address", "production", "2026.11.3");
  }

  /** Hands in the plan, sends the events, and waits until every read model has seen them. */
  public void send(Server server, PrintWriter messages) {
    handInPlan(server);
    Delivery delivery = new Delivery(server, Duration.ofSeconds(30), messages);
    try (Parcels parcels = Parcels.of(reader("events.jsonl"), 500)) {
      for (var parcel = parcels.next(); parcel != null; parcel = parcels.next()) {
        delivery.deliver(parcel);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (!delivery.complete()) {
      throw new CommandFailed("the sample " + name + " was not accepted: " + delivery.totals());
    }
    awaitVisible(server);
  }

  private void handInPlan(Server server) {
    HttpResponse<byte[]> response =
        server.send(
            server
                .request("/releases/" + environment + "/" + release)
                .header("Content-Type", "application/yaml")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes("plan.yaml")))
                .build());
    if (response.statusCode() >= 300) {
      throw new CommandFailed(Server.complaint(response.statusCode(), response.body()));
    }
  }

  /** Waits until every read model has seen the head of the log. */
  public static void awaitVisible(Server server) {
    Instant giveUpAt = Instant.now().plus(VISIBLE_WITHIN);
    while (Instant.now().isBefore(giveUpAt)) {
      JsonNode readiness = server.readiness();
      long head = readiness.path("position").asLong(-1);
      boolean caughtUp = true;
      for (JsonNode projection : readiness.path("projections")) {
        caughtUp &= projection.path("position").asLong(-1) >= head;
      }
      if (caughtUp) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new CommandFailed("the read models have not caught up within " + VISIBLE_WITHIN);
  }

  private BufferedReader reader(String file) {
    return new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8));
  }

  private byte[] bytes(String file) {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private InputStream open(String file) {
    String path = "/samples/" + name + "/" + file;
    return Objects.requireNonNull(Sample.class.getResourceAsStream(path), path);
  }
}

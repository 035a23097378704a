package dev.changeover.ops.cli;

import dev.changeover.ops.cli.Parcels.Parcel;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands parcels over, each until the server has answered for all of it. Tries again where the
 * server is away or asks for time; what it refuses is reported with its line and not tried again.
 */
final class Delivery {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);

  private final Server server;
  private final Duration retryFor;
  private final PrintWriter messages;
  private Instant progressAt = Instant.now().plus(BETWEEN_PROGRESS);
  private long accepted;
  private long duplicate;
  private long refused;

  Delivery(Server server, Duration retryFor, PrintWriter messages) {
    this.server = server;
    this.retryFor = retryFor;
    this.messages = messages;
  }

  /** Returns {@code position source id} of each fact that the server now holds. */
  List<String> deliver(Parcel parcel) {
    HttpResponse<byte[]> response = untilAnswered(parcel);
    List<String> held =
        "/events".equals(parcel.path()) ? receipts(parcel, response) : wholly(parcel, response);
    progress();
    return held;
  }

  boolean complete() {
    return refused == 0;
  }

  String totals() {
    return String.format(
        Locale.ROOT, "%,d accepted, %,d there before, %,d refused", accepted, duplicate, refused);
  }

  private HttpResponse<byte[]> untilAnswered(Parcel parcel) {
    Instant giveUpAt = Instant.now().plus(retryFor);
    Duration wait = FIRST_WAIT;
    while (true) {
      String trouble;
      Duration pause = wait;
      try {
        HttpResponse<byte[]> response = server.send(request(parcel));
        if (!isTemporary(response.statusCode())) {
          return response;
        }
        trouble = Server.complaint(response.statusCode(), response.body());
        pause =
            response.headers().firstValue("Retry-After").flatMap(Delivery::seconds).orElse(wait);
      } catch (CommandFailed away) {
        if (away.getCause() instanceof InterruptedException || away.getCause() == null) {
          throw away;
        }
        trouble = String.valueOf(away.getMessage());
      }
      if (Instant.now().plus(pause).isAfter(giveUpAt)) {
        throw new CommandFailed(
            "gave up at line "
                + parcel.firstLine()
                + " after "
                + retryFor
                + ": "
                + trouble
                + ". "
                + totals()
                + ". Send the file again: what is there already is not doubled");
      }
      messages.println("line " + parcel.firstLine() + ": " + trouble + "; trying again");
      messages.flush();
      LockSupport.parkNanos(pause.toNanos());
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }
  }

  private HttpRequest request(Parcel parcel) {
    return server
        .request(parcel.path())
        .header("Content-Type", parcel.contentType())
        .timeout(Duration.ofSeconds(30))
        .POST(HttpRequest.BodyPublishers.ofByteArray(parcel.body()))
        .build();
  }

  private List<String> receipts(Parcel parcel, HttpResponse<byte[]> response) {
    JsonNode body = json(response);
    if (body == null || !body.isArray()) {
      return refuseAll(parcel, response);
    }
    List<String> held = new ArrayList<>();
    for (int item = 0; item < body.size(); item++) {
      JsonNode receipt = body.get(item);
      switch (receipt.path("status").asString("")) {
        case "ACCEPTED" -> {
          accepted++;
          held.add(line(receipt));
        }
        case "DUPLICATE" -> {
          duplicate++;
          held.add(line(receipt));
        }
        default -> refuse(parcel.lines().get(item), receipt);
      }
    }
    return held;
  }

  private List<String> wholly(Parcel parcel, HttpResponse<byte[]> response) {
    if (response.statusCode() == 200) {
      accepted += parcel.items().size();
      return List.of();
    }
    return refuseAll(parcel, response);
  }

  private List<String> refuseAll(Parcel parcel, HttpResponse<byte[]> response) {
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new CommandFailed(Server.complaint(response.statusCode(), response.body()));
    }
    refused += parcel.items().size();
    messages.println(
        "line "
            + parcel.firstLine()
            + ": "
            + Server.complaint(response.statusCode(), response.body()));
    messages.flush();
    return List.of();
  }

  private void refuse(int lineNumber, JsonNode receipt) {
    refused++;
    JsonNode problem = receipt.path("problem").isMissingNode() ? receipt : receipt.path("problem");
    messages.println(
        "line "
            + lineNumber
            + ": "
            + receipt.path("status").asString("no receipt")
            + " "
            + place(problem.path("pointer").asString(""))
            + problem.path("detail").asString(""));
    messages.flush();
  }

  /** Where in its line: the first part of a pointer counts the lines of the request. */
  private static String place(String pointer) {
    int within = pointer.indexOf('/', 1);
    return within < 0 ? "" : pointer.substring(within) + " ";
  }

  private void progress() {
    if (Instant.now().isAfter(progressAt)) {
      progressAt = Instant.now().plus(BETWEEN_PROGRESS);
      messages.println(totals());
      messages.flush();
    }
  }

  private static @Nullable JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static String line(JsonNode receipt) {
    return receipt.path("position").asString()
        + " "
        + receipt.path("source").asString()
        + " "
        + receipt.path("id").asString();
  }

  private static boolean isTemporary(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  private static Optional<Duration> seconds(String text) {
    return text.chars().allMatch(Character::isDigit) && text.length() < 6
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}

package dev.changeover.ops.faults;

import java.time.Instant;

/** What is sent: one third heartbeats of 20 workers, two thirds steps of actions. */
final class SentEvent {
  static final String SOURCE = "/faults";
  static final String ID = "e-";
  static final String ENVIRONMENT = "faults";
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private SentEvent() {}

  /** The event of a number, always the same. */
  static String json(long number) {
    return json(number, BEGIN.plusMillis(number));
  }

  static String json(long number, Instant occurredAt) {
    long action = number / 3;
    String context =
        "{\"context\":{\"specversion\":\"0.5.1\",\"id\":\"%s\",\"source\":\"%s\",\"type\":\"dev.cdeventsx.changeover-%s.0.1.0\",\"timestamp\":\"%s\"},\"subject\":{\"id\":\"%s\",\"content\":{\"environment\":\""
            + ENVIRONMENT
            + "\",%s}}}";
    return switch ((int) (number % 3)) {
      case 0 ->
          context.formatted(
              ID + number,
              SOURCE,
              "action.accepted",
              occurredAt,
              "order/" + action,
              "\"action\":\"order/%d\",\"component\":\"checkout\",\"version\":\"1.0.0\""
                  .formatted(action));
      case 1 ->
          context.formatted(
              ID + number,
              SOURCE,
              "actionstep.started",
              occurredAt,
              "order/" + action,
              "\"action\":\"order/%d\",\"step\":\"charge\",\"attempt\":1,\"component\":\"worker\",\"version\":\"1.0.0\",\"instance\":\"worker-%d\""
                  .formatted(action, action % 20));
      default ->
          context.formatted(
              ID + number,
              SOURCE,
              "worker.reported",
              occurredAt,
              "worker-" + action % 20,
              "\"component\":\"worker\",\"version\":\"1.0.0\",\"instance\":\"worker-%d\",\"queues\":[\"orders\"],\"accepts\":[\"order/1\"],\"state\":\"RUNNING\",\"interval\":\"PT30S\""
                  .formatted(action % 20));
    };
  }
}

package dev.changeover.ops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events of orders as their services send them: accepted, one step, completed. */
final class EventsLoad {
  private static final int OF_AN_ORDER = 4;
  private final String source;
  private long event;

  EventsLoad() {
    this("/shop");
  }

  /**
   * @param source that no other load has
   */
  EventsLoad(String source) {
    this.source = source;
  }

  /** One event, JSON. */
  byte[] single() {
    return next().getBytes(UTF_8);
  }

  /** Several in one request. */
  byte[] batch(int size) {
    return IntStream.range(0, size)
        .mapToObj(_ -> next())
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(UTF_8);
  }

  private String next() {
    long number = event++;
    long order = number / OF_AN_ORDER;
    String step =
        ",\"step\":\"charge\",\"attempt\":1,\"component\":\"shop\",\"version\":\"2.4.0\",\"instance\":\"shop-1\"";
    return switch ((int) (number % OF_AN_ORDER)) {
      case 0 ->
          event(number, "action.accepted", order, ",\"component\":\"shop\",\"version\":\"2.4.0\"");
      case 1 -> event(number, "actionstep.started", order, step);
      case 2 -> event(number, "actionstep.finished", order, step + ",\"outcome\":\"SUCCEEDED\"");
      default -> event(number, "action.finished", order, ",\"outcome\":\"COMPLETED\"");
    };
  }

  private String event(long number, String type, long order, String more) {
    return "{\"context\":{\"specversion\":\"0.5.1\",\"id\":\"e-%012d\",\"source\":\"%s\",\"type\":\"dev.cdeventsx.changeover-%s.0.1.0\",\"timestamp\":\"%s\"},\"subject\":{\"id\":\"sale/%d\",\"content\":{\"environment\":\"bench\",\"action\":\"sale/%d\"%s}}}"
        .formatted(number, source, type, Instant.now(), order, order, more);
  }
}

package dev.changeover.ops.rebuild;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a shop tells: its first facts are a release and an order whose charge timed out, then orders
 * and heartbeats without end.
 */
final class Traffic {
  static final String ENVIRONMENT = "blue";

  private long next;

  /** A release and an order in doubt: what is asked about. */
  String story() {
    Instant began = Instant.now().minusSeconds(7_200);
    String order = "\"action\":\"order/doubt\"";
    String attempt =
        order
            + ",\"step\":\"charge\",\"attempt\":1,\"component\":\"worker\",\"version\":\"1.0.0\",\"instance\":\"worker-1\"";
    return String.join(
        "\n",
        event("release.started", "r-1", began, "\"actor\":\"release-manager\""),
        event(
            "actiontype.declared",
            "order",
            began,
            "\"type\":\"order\",\"steps\":[{\"name\":\"charge\",\"class\":\"EXTERNAL_NON_IDEMPOTENT\",\"queryable\":true,\"timeout\":\"PT10S\",\"effects\":[{\"name\":\"charge\",\"target\":\"provider\"}]}]"),
        event(
            "action.accepted",
            "order/doubt",
            began.plusSeconds(1),
            order + ",\"component\":\"checkout\",\"version\":\"1.0.0\""),
        event("actionstep.started", "order/doubt", began.plusSeconds(2), attempt),
        event(
            "effect.recorded",
            "order/doubt",
            began.plusSeconds(12),
            order
                + ",\"step\":\"charge\",\"attempt\":1,\"effect\":\"charge\",\"target\":\"provider\",\"outcome\":\"UNKNOWN\",\"queryable\":true"),
        event(
            "actionstep.finished",
            "order/doubt",
            began.plusSeconds(13),
            attempt + ",\"outcome\":\"TIMED_OUT\",\"error\":{\"type\":\"timeout\"}"));
  }

  /** So many more, one on each line. */
  String more(int count) {
    return IntStream.range(0, count).mapToObj(_ -> following()).collect(Collectors.joining("\n"));
  }

  private String following() {
    long number = next++;
    long order = number / 4;
    String action = "\"action\":\"order/%d\"".formatted(order);
    String on = ",\"component\":\"%s\",\"version\":\"1.0.0\"";
    String worker = "worker-" + order % 20;
    return switch ((int) (number % 4)) {
      case 0 -> event("action.accepted", "order/" + order, action + on.formatted("checkout"));
      case 1 ->
          event(
              "actionstep.started",
              "order/" + order,
              "%s,\"step\":\"charge\",\"attempt\":1%s,\"instance\":\"%s\""
                  .formatted(action, on.formatted("worker"), worker));
      case 2 ->
          event(
              "worker.reported",
              worker,
              "\"instance\":\"%s\"%s,\"queues\":[\"orders\"],\"accepts\":[\"order/1\"],\"state\":\"RUNNING\",\"interval\":\"PT30S\""
                  .formatted(worker, on.formatted("worker")));
      default -> event("action.finished", "order/" + order, action + ",\"outcome\":\"COMPLETED\"");
    };
  }

  private String event(String type, String subject, String content) {
    return event(type, subject, Instant.now(), content);
  }

  private String event(String type, String subject, Instant at, String content) {
    return "{\"context\":{\"specversion\":\"0.5.1\",\"id\":\"%s-%s-%s\",\"source\":\"/shop\",\"type\":\"dev.cdeventsx.changeover-%s.0.1.0\",\"timestamp\":\"%s\"},\"subject\":{\"id\":\"%s\",\"content\":{\"environment\":\"%s\",%s}}}"
        .formatted(type, subject, next, type, at, subject, ENVIRONMENT, content);
  }
}

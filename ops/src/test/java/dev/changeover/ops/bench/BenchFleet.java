package dev.changeover.ops.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Services that a release took from 1.0.0 to 2.0.0, with actions that began on the new version and
 * go on, and others that failed.
 */
final class BenchFleet {
  private static final int AT_A_TIME = 2_000;

  private final BenchCaller caller;
  private final int components;
  private final String name;
  private int event;

  /**
   * Events of one sender.
   *
   * @param name tells its events from those of others
   */
  BenchFleet(BenchCaller caller, String name, int components) {
    this.caller = caller;
    this.name = name;
    this.components = components;
  }

  /** Hands in the plan of the release {@code r1}. */
  void plan() {
    caller.plan(
        "r1",
        "release: r1\nenvironment: bench\ncomponents:\n"
            + IntStream.range(0, components)
                .mapToObj(
                    each ->
                        "  - {name: %s, kind: API, from: 1.0.0, to: 2.0.0}\n"
                            .formatted(component(each)))
                .collect(Collectors.joining())
            + "steps:\n"
            + IntStream.range(0, components)
                .mapToObj(each -> "  - {id: s%d, deploy: %s}\n".formatted(each, component(each)))
                .collect(Collectors.joining()));
  }

  /** One instance of each service is seen at its new version. */
  void report() {
    send(
        IntStream.range(0, components)
            .mapToObj(
                each ->
                    event(
                        "component.observed",
                        component(each),
                        "\"component\":\"%s\",\"kind\":\"API\",\"version\":\"2.0.0\",\"instance\":\"%s-1\""
                            .formatted(component(each), component(each))))
            .toList());
  }

  /** Orders that are in their first step. */
  void begin(int from, int to) {
    List<String> events = new ArrayList<>();
    for (int number = from; number < to; number++) {
      accept(events, "order", number);
      start(events, "order", number);
    }
    send(events);
  }

  /** Payouts whose only step failed before anything was done. */
  void fail(int count) {
    List<String> events = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      accept(events, "payout", number);
      start(events, "payout", number);
      events.add(
          step(
              "actionstep.finished",
              "payout",
              number,
              ",\"outcome\":\"FAILED\",\"error\":{\"type\":\"connection_refused\"}"));
    }
    send(events);
  }

  /** Orders of earlier, each of which took its step and completed: four events for each. */
  void complete(int from, int to) {
    List<String> events = new ArrayList<>();
    for (int number = from; number < to; number++) {
      accept(events, "sale", number);
      start(events, "sale", number);
      events.add(step("actionstep.finished", "sale", number, ",\"outcome\":\"SUCCEEDED\""));
      events.add(
          event(
              "action.finished",
              "sale/" + number,
              "\"action\":\"sale/%d\",\"outcome\":\"COMPLETED\"".formatted(number)));
      if (events.size() >= AT_A_TIME) {
        send(events);
        events.clear();
      }
    }
    send(events);
  }

  private void accept(List<String> events, String type, int number) {
    events.add(
        event(
            "action.accepted",
            type + "/" + number,
            "\"action\":\"%s/%d\",\"component\":\"%s\",\"version\":\"2.0.0\""
                .formatted(type, number, component(number % components))));
  }

  private void start(List<String> events, String type, int number) {
    events.add(step("actionstep.started", type, number, ""));
  }

  private String step(String event, String type, int number, String more) {
    String component = component(number % components);
    return event(
        event,
        type + "/" + number,
        "\"action\":\"%s/%d\",\"step\":\"charge\",\"attempt\":1,\"component\":\"%s\",\"version\":\"2.0.0\",\"instance\":\"%s-1\"%s"
            .formatted(type, number, component, component, more));
  }

  private String event(String type, String subject, String content) {
    return "{\"context\":{\"specversion\":\"0.5.1\",\"id\":\"%s-%d\",\"source\":\"/bench\",\"type\":\"dev.cdeventsx.changeover-%s.0.1.0\",\"timestamp\":\"%s\"},\"subject\":{\"id\":\"%s\",\"content\":{\"environment\":\"bench\",%s}}}"
        .formatted(name, event++, type, Instant.now(), subject, content);
  }

  private void send(List<String> events) {
    for (int from = 0; from < events.size(); from += AT_A_TIME) {
      caller.send(events.subList(from, Math.min(events.size(), from + AT_A_TIME)));
    }
  }

  private static String component(int number) {
    return "service-%02d".formatted(number);
  }
}

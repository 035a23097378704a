package dev.changeover.ops.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Payments whose charge timed out at a provider that can be asked. */
final class Payments {
  private static final AtomicLong IDS = new AtomicLong();

  private Payments() {}

  /** All that happened to a payment whose outcome is in doubt, long enough ago to be asked. */
  static String[] inDoubt(String environment, String id) {
    Instant began = Instant.now().minus(Duration.ofHours(2));
    String action = "\"action\":{\"type\":\"payment\",\"id\":\"%s\"}".formatted(id);
    String try1 =
        action
            + ",\"step\":\"pay\",\"attempt\":1,\"component\":\"payments\",\"version\":\"7.0.0\","
            + "\"instance\":\"payments-1\"";
    return new String[] {
      event(
          environment,
          "actiontype.declared",
          "payment",
          began,
          """
          "type":"payment","steps":[{"name":"pay","class":"EXTERNAL_NON_IDEMPOTENT",\
          "queryable":true,"timeout":"PT10S",\
          "effects":[{"name":"charge","target":"provider"}]}]"""),
      event(
          environment,
          "action.accepted",
          "payment/" + id,
          began.plusSeconds(60),
          action + ",\"component\":\"payments\",\"version\":\"7.0.0\""),
      event(environment, "actionstep.started", "payment/" + id, began.plusSeconds(61), try1),
      event(
          environment,
          "effect.recorded",
          "payment/" + id,
          began.plusSeconds(71),
          action
              + ",\"step\":\"pay\",\"attempt\":1,\"effect\":\"charge\",\"target\":\"provider\","
              + "\"outcome\":\"UNKNOWN\",\"queryable\":true"),
      event(
          environment,
          "actionstep.finished",
          "payment/" + id,
          began.plusSeconds(72),
          try1 + ",\"outcome\":\"TIMED_OUT\",\"error\":{\"type\":\"timeout\"}")
    };
  }

  static String event(String environment, String name, String subject, Instant at, String content) {
    return """
    {"context":{"specversion":"0.5.1","id":"%d","source":"/test/decisions",\
    "type":"dev.cdeventsx.changeover-%s.0.1.0","timestamp":"%s"},\
    "subject":{"id":"%s","content":{"environment":"%s",%s}}}"""
        .formatted(IDS.incrementAndGet(), name, at, subject, environment, content);
  }
}

package dev.changeover.ingest.otlp.trace;

import java.util.HashSet;
import java.util.Set;

/** The names of effects that are taken, by trace, step and try. */
final class EffectNames {
  private final Set<String> taken = new HashSet<>();

  /** Two client spans of one try at a step are two effects, so they need two names. */
  String free(TraceSpan span, String step, int attempt, String name) {
    String free = name;
    for (int number = 2; !taken.add(key(span, step, attempt, free)); number++) {
      free = name + "#" + number;
    }
    return free;
  }

  /** The name that a span was placed with stays its own. */
  void take(TraceSpan span) {
    Placement placement = span.placement();
    if (placement != null && placement.effect() != null && placement.step() != null) {
      taken.add(key(span, placement.step(), placement.attempt(), placement.effect()));
    }
  }

  private static String key(TraceSpan span, String step, int attempt, String name) {
    return String.join("\0", span.key().traceId(), step, String.valueOf(attempt), name);
  }
}

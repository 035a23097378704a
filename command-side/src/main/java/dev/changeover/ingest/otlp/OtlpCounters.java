package dev.changeover.ingest.otlp;

import dev.changeover.ingest.otlp.span.ReadSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/**
 * What the door counts. {@code spans.taken + spans.refused} is all that was sent and answered; a
 * span sent again is counted again.
 */
final class OtlpCounters {
  private final LongCounter taken;
  private final LongCounter refused;
  private final LongCounter droppedAttributes;
  private final LongCounter withoutVersion;
  private final LongCounter withoutEnvironment;

  OtlpCounters(OpenTelemetry telemetry) {
    Meter meter = telemetry.getMeter("dev.changeover.ingest.otlp");
    taken = counter(meter, "changeover.otlp.spans.taken", "Spans committed to memory or log");
    refused = counter(meter, "changeover.otlp.items.refused", "Items that can never be accepted");
    droppedAttributes =
        counter(meter, "changeover.otlp.attributes.dropped", "Attributes not on the allowlist");
    withoutVersion =
        counter(meter, "changeover.otlp.resources.unversioned", "Resources without a version");
    withoutEnvironment =
        counter(meter, "changeover.otlp.resources.default_environment", "Resources naming none");
  }

  private static LongCounter counter(Meter meter, String name, String description) {
    return meter.counterBuilder(name).setDescription(description).build();
  }

  void count(ReadSpans read, int spansTaken, int itemsRefused) {
    taken.add(spansTaken);
    refused.add(itemsRefused);
    droppedAttributes.add(read.droppedAttributes());
    withoutVersion.add(read.withoutVersion());
    withoutEnvironment.add(read.withoutEnvironment());
  }
}

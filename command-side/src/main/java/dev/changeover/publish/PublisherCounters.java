package dev.changeover.publish;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/** What the publisher of this node counts; a fact that is published again is counted again. */
final class PublisherCounters {
  /** Of the instruments of this package. */
  static final String SCOPE = "dev.changeover.publish";

  private final LongCounter published;
  private final LongCounter withoutData;
  private final LongCounter failures;

  PublisherCounters(OpenTelemetry telemetry) {
    Meter meter = telemetry.getMeter(SCOPE);
    published = counter(meter, "published", "Facts committed in the topic by this node");
    withoutData = counter(meter, "without_data", "Of these, too large for the topic");
    failures = counter(meter, "failures", "Times that publishing had to be tried again");
  }

  private static LongCounter counter(Meter meter, String name, String description) {
    return meter.counterBuilder("changeover.kafka.out." + name).setDescription(description).build();
  }

  void published(int facts, int ofThemWithoutData) {
    published.add(facts);
    withoutData.add(ofThemWithoutData);
  }

  void failed() {
    failures.add(1);
  }
}

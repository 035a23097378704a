package dev.changeover.ops.server;

import dev.changeover.ops.server.Readiness.ReadModel;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.LongSupplier;

/**
 * Measures the read models: {@code changeover.projection.position} is the last position folded,
 * {@code changeover.projection.lag} how many facts are in the log and not in the rows yet, {@code
 * changeover.projection.dead_letters} the facts that could not be folded.
 */
final class ReadModelMeters {
  private static final AttributeKey<String> PROJECTION = AttributeKey.stringKey("projection");

  private ReadModelMeters() {}

  /** Asked only when somebody reads the measurements. */
  static void register(Meter meter, ReadModels models, LongSupplier head) {
    meter
        .gaugeBuilder("changeover.projection.position")
        .ofLongs()
        .buildWithCallback(
            gauge ->
                models
                    .progress()
                    .forEach((name, model) -> gauge.record(model.position(), of(name))));
    meter
        .gaugeBuilder("changeover.projection.lag")
        .ofLongs()
        .setUnit("{fact}")
        .buildWithCallback(gauge -> lag(gauge, models, head.getAsLong()));
    meter
        .gaugeBuilder("changeover.projection.dead_letters")
        .ofLongs()
        .setUnit("{fact}")
        .buildWithCallback(
            gauge ->
                models.names().forEach(name -> gauge.record(models.deadLetters(name), of(name))));
  }

  private static void lag(ObservableLongMeasurement gauge, ReadModels models, long head) {
    for (var model : models.progress().entrySet()) {
      gauge.record(behind(model.getValue(), head), of(model.getKey()));
    }
  }

  private static long behind(ReadModel model, long head) {
    return Math.max(0, head - model.position());
  }

  private static Attributes of(String projection) {
    return Attributes.of(PROJECTION, projection);
  }
}

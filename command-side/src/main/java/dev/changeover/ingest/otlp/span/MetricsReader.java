package dev.changeover.ingest.otlp.span;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reads a metrics export for the presence of its resources; the figures themselves are not kept.
 */
public record MetricsReader(String defaultEnvironment) {

  /** One heartbeat for each resource that has a version and a data point. */
  public ReadSpans read(ExportMetricsServiceRequest request, Instant now) {
    ReadSpans.Builder found = new ReadSpans.Builder();
    request.getResourceMetricsList().forEach(resource -> readResource(resource, now, found));
    return found.build();
  }

  private void readResource(ResourceMetrics resource, Instant now, ReadSpans.Builder found) {
    Sender sender = Sender.of(resource.getResource(), defaultEnvironment);
    found.withoutEnvironment += sender.environmentTold() ? 0 : 1;
    long newest = metrics(resource).flatMapToLong(MetricsReader::times).max().orElse(0);
    String version = sender.version();
    if (version == null || sender.component() == null) {
      found.withoutVersion++;
      return;
    }
    if (newest <= 0) {
      return;
    }
    Instant newestAt = SpanReader.instant(newest);
    if (newestAt.isAfter(now.plus(SpanReader.MOST_AHEAD))) {
      metrics(resource)
          .flatMapToLong(MetricsReader::times)
          .forEach(_ -> found.refused.add("the clock of " + sender.name() + " is ahead; set it"));
      return;
    }
    found.heartbeats.add(Heartbeat.of(sender, version, newestAt, "metrics"));
  }

  private static Stream<Metric> metrics(ResourceMetrics resource) {
    return resource.getScopeMetricsList().stream().flatMap(s -> s.getMetricsList().stream());
  }

  private static LongStream times(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGauge().getDataPointsList().stream().mapToLong(p -> p.getTimeUnixNano());
      case SUM -> metric.getSum().getDataPointsList().stream().mapToLong(p -> p.getTimeUnixNano());
      case HISTOGRAM ->
          metric.getHistogram().getDataPointsList().stream().mapToLong(p -> p.getTimeUnixNano());
      case EXPONENTIAL_HISTOGRAM ->
          metric.getExponentialHistogram().getDataPointsList().stream()
              .mapToLong(p -> p.getTimeUnixNano());
      case SUMMARY ->
          metric.getSummary().getDataPointsList().stream().mapToLong(p -> p.getTimeUnixNano());
      case DATA_NOT_SET -> LongStream.empty();
    };
  }
}

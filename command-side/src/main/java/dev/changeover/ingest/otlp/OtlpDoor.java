package dev.changeover.ingest.otlp;

import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.ingest.otlp.span.MetricsReader;
import dev.changeover.ingest.otlp.span.ReadSpans;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanReader;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes exports, whatever wire they came by. Returns only after the commit of everything that was
 * taken; throws {@link LogUnavailable} where the sender should come back.
 */
public final class OtlpDoor {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SpanReader spans;
  private final MetricsReader metrics;
  private final SpanIntake intake;
  private final OtlpCounters counters;
  private final Clock clock;
  private final int mostSpans;
  private final Semaphore places;

  OtlpDoor(
      OtlpSettings settings,
      ActionMapping mapping,
      SpanIntake intake,
      OpenTelemetry telemetry,
      Clock clock) {
    this.spans = new SpanReader(mapping.allowedAttributes(), settings.defaultEnvironment());
    this.metrics = new MetricsReader(settings.defaultEnvironment());
    this.intake = intake;
    this.counters = new OtlpCounters(telemetry);
    this.clock = clock;
    this.mostSpans = settings.mostSpans();
    this.places = new Semaphore(settings.mostRequests());
  }

  /**
   * Takes spans.
   *
   * @throws ExportTooLarge where there are too many for one request
   * @throws LogUnavailable where the sender should come back
   */
  public Taken takeTraces(ExportTraceServiceRequest request, OtlpAccess.Sender sender) {
    return takeTraces(request, sender, WithRefusals.ANSWERED);
  }

  /**
   * As the other, and writes something else with the facts.
   *
   * @throws dev.changeover.log.Fenced where that forbids them
   */
  public Taken takeTraces(
      ExportTraceServiceRequest request, OtlpAccess.Sender sender, WithRefusals alongside) {
    long count =
        request.getResourceSpansList().stream()
            .flatMap(resource -> resource.getScopeSpansList().stream())
            .mapToLong(scope -> scope.getSpansCount())
            .sum();
    if (count > mostSpans) {
      throw new ExportTooLarge(
          "%d spans in one request, %d are taken; export smaller batches"
              .formatted(count, mostSpans));
    }
    return inPlace(() -> take(spans.read(request, clock.instant()), sender, alongside));
  }

  /**
   * Takes metrics: the presence of their senders.
   *
   * @throws LogUnavailable where the sender should come back
   */
  public Taken takeMetrics(ExportMetricsServiceRequest request, OtlpAccess.Sender sender) {
    return takeMetrics(request, sender, WithRefusals.ANSWERED);
  }

  /**
   * As the other, and writes something else with the facts.
   *
   * @throws dev.changeover.log.Fenced where that forbids them
   */
  public Taken takeMetrics(
      ExportMetricsServiceRequest request, OtlpAccess.Sender sender, WithRefusals alongside) {
    return inPlace(() -> take(metrics.read(request, clock.instant()), sender, alongside));
  }

  private Taken take(ReadSpans read, OtlpAccess.Sender sender, WithRefusals alongside) {
    List<String> refused = new ArrayList<>(read.refused());
    List<SeenSpan> allowed = new ArrayList<>();
    for (SeenSpan span : read.spans()) {
      String environment = span.key().environment();
      String source = "otlp:/" + environment + "/" + span.component();
      if (sender.maySend(environment, source)) {
        allowed.add(span);
      } else {
        refused.add(Taken.mayNotTell(source));
      }
    }
    List<NewFact> heartbeats = new ArrayList<>();
    for (NewFact heartbeat : read.heartbeats()) {
      String environment = heartbeat.environment();
      String source = "otlp:/" + environment + "/" + heartbeat.subject();
      if (environment != null && sender.maySend(environment, source)) {
        heartbeats.add(heartbeat);
      }
    }
    List<String> before = List.copyOf(refused);
    WithRefusals withAll =
        later -> alongside.given(Stream.of(before, later).flatMap(List::stream).toList());
    refused.addAll(
        allowed.isEmpty()
            ? intake.append(heartbeats, withAll)
            : intake.take(allowed, heartbeats, clock.instant(), withAll));
    counters.count(read, allowed.size(), refused.size());
    return new Taken(refused);
  }

  private Taken inPlace(Supplier<Taken> work) {
    if (!places.tryAcquire()) {
      throw busy(null);
    }
    try {
      return work.get();
    } catch (MemoryUnavailable unavailable) {
      throw busy(unavailable);
    } finally {
      places.release();
    }
  }

  private static LogUnavailable busy(@Nullable Throwable cause) {
    return new LogUnavailable(
        "the server cannot take this export now; send it again",
        RETRY_AFTER,
        cause == null ? new IllegalStateException("too many exports at once") : cause);
  }
}

package dev.changeover.ingest.otlp;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.changeover.ingest.otlp.wire.Form;
import dev.changeover.ingest.otlp.wire.MalformedExport;
import dev.changeover.log.LogUnavailable;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** OTLP over HTTP. Source: OTLP specification, "OTLP/HTTP". */
@RestController
final class OtlpHttp {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpHttp.class);

  private final OtlpDoor door;
  private final OtlpAccess access;
  private final long mostBytes;

  OtlpHttp(OtlpDoor door, OtlpAccess access, OtlpSettings settings) {
    this.door = door;
    this.access = access;
    this.mostBytes = settings.mostBytes().toBytes();
  }

  /** What one signal does with a body. */
  private interface Exchange {
    Message answer(Form form, byte[] body, OtlpAccess.Sender sender) throws MalformedExport;
  }

  @PostMapping("/v1/traces")
  ResponseEntity<byte[]> traces(HttpServletRequest request) {
    return exchange(
        request,
        (form, body, sender) ->
            tracesAnswer(
                door.takeTraces(
                    form.read(body, ExportTraceServiceRequest.newBuilder()).build(), sender)));
  }

  @PostMapping("/v1/metrics")
  ResponseEntity<byte[]> metrics(HttpServletRequest request) {
    return exchange(
        request,
        (form, body, sender) ->
            metricsAnswer(
                door.takeMetrics(
                    form.read(body, ExportMetricsServiceRequest.newBuilder()).build(), sender)));
  }

  /** No fact comes from a log record; the sender is told so, and told not to send it again. */
  @PostMapping("/v1/logs")
  ResponseEntity<byte[]> logs(HttpServletRequest request) {
    return exchange(
        request,
        (form, body, _) ->
            logsAnswer(form.read(body, ExportLogsServiceRequest.newBuilder()).build()));
  }

  static ExportTraceServiceResponse tracesAnswer(Taken taken) {
    ExportTraceServiceResponse.Builder answer = ExportTraceServiceResponse.newBuilder();
    if (!taken.refused().isEmpty()) {
      answer.setPartialSuccess(
          ExportTracePartialSuccess.newBuilder()
              .setRejectedSpans(taken.refused().size())
              .setErrorMessage(taken.message()));
    }
    return answer.build();
  }

  static ExportMetricsServiceResponse metricsAnswer(Taken taken) {
    ExportMetricsServiceResponse.Builder answer = ExportMetricsServiceResponse.newBuilder();
    if (!taken.refused().isEmpty()) {
      answer.setPartialSuccess(
          ExportMetricsPartialSuccess.newBuilder()
              .setRejectedDataPoints(taken.refused().size())
              .setErrorMessage(taken.message()));
    }
    return answer.build();
  }

  private static ExportLogsServiceResponse logsAnswer(ExportLogsServiceRequest request) {
    long records =
        request.getResourceLogsList().stream()
            .flatMap(resource -> resource.getScopeLogsList().stream())
            .mapToLong(scope -> scope.getLogRecordsCount())
            .sum();
    ExportLogsPartialSuccess refused =
        ExportLogsPartialSuccess.newBuilder()
            .setRejectedLogRecords(records)
            .setErrorMessage("log records are not kept here; set OTEL_LOGS_EXPORTER=none")
            .build();
    return ExportLogsServiceResponse.newBuilder().setPartialSuccess(refused).build();
  }

  private ResponseEntity<byte[]> exchange(HttpServletRequest request, Exchange exchange) {
    Form form = Form.named(request.getContentType()).orElse(null);
    if (form == null) {
      String told = "send application/x-protobuf or application/json";
      return fault(Form.JSON, 415, Code.INVALID_ARGUMENT, told, null);
    }
    try {
      OtlpAccess.Sender sender = access.enter(request.getHeader(HttpHeaders.AUTHORIZATION));
      if (sender == null) {
        String told = "set OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20<token>";
        return fault(form, 401, Code.UNAUTHENTICATED, told, null);
      }
      byte[] body = HttpBody.read(request, mostBytes);
      return ResponseEntity.ok()
          .header(HttpHeaders.CONTENT_TYPE, form.mediaType())
          .body(form.write(exchange.answer(form, body, sender)));
    } catch (MalformedExport malformed) {
      return fault(form, 400, Code.INVALID_ARGUMENT, message(malformed), null);
    } catch (ExportTooLarge large) {
      return fault(form, 413, Code.INVALID_ARGUMENT, message(large), null);
    } catch (IOException cut) {
      return fault(form, 400, Code.INVALID_ARGUMENT, "the body broke off", null);
    } catch (LogUnavailable unavailable) {
      return fault(form, 503, Code.UNAVAILABLE, message(unavailable), unavailable.retryAfter());
    } catch (RuntimeException unknown) {
      // Never 500: senders drop their data on it, and what we do not understand may pass.
      LOG.error("an export could not be taken", unknown);
      String told = "the server failed; its log says why";
      return fault(form, 503, Code.UNAVAILABLE, told, Duration.ofSeconds(5));
    }
  }

  private static ResponseEntity<byte[]> fault(
      Form form, int httpStatus, Code code, String message, @Nullable Duration retryAfter) {
    Status status = Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(httpStatus).header(HttpHeaders.CONTENT_TYPE, form.mediaType());
    if (retryAfter != null) {
      answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }
    return answer.body(form.write(status));
  }

  private static String message(Throwable fault) {
    return String.valueOf(fault.getMessage());
  }
}

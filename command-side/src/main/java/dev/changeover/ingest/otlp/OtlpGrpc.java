package dev.changeover.ingest.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.changeover.log.LogUnavailable;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OTLP over gRPC. UNAVAILABLE always carries a RetryInfo; every other code tells the sender not to
 * send the same again. Source: OTLP specification, "OTLP/gRPC".
 */
final class OtlpGrpc {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpGrpc.class);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<OtlpAccess.Sender> SENDER = Context.key("otlp-sender");

  private final OtlpDoor door;
  private final OtlpAccess access;

  OtlpGrpc(OtlpDoor door, OtlpAccess access) {
    this.door = door;
    this.access = access;
  }

  BindableService traces() {
    return () ->
        ServerInterceptors.intercept(
            new TraceServiceGrpc.TraceServiceImplBase() {
              @Override
              public void export(
                  ExportTraceServiceRequest request,
                  StreamObserver<ExportTraceServiceResponse> answer) {
                exchange(answer, sender -> OtlpHttp.tracesAnswer(door.takeTraces(request, sender)));
              }
            },
            new Entrance());
  }

  BindableService metrics() {
    return () ->
        ServerInterceptors.intercept(
            new MetricsServiceGrpc.MetricsServiceImplBase() {
              @Override
              public void export(
                  ExportMetricsServiceRequest request,
                  StreamObserver<ExportMetricsServiceResponse> answer) {
                exchange(
                    answer, sender -> OtlpHttp.metricsAnswer(door.takeMetrics(request, sender)));
              }
            },
            new Entrance());
  }

  private static <R> void exchange(StreamObserver<R> answer, Function<OtlpAccess.Sender, R> work) {
    R response;
    try {
      response = work.apply(SENDER.get());
    } catch (LogUnavailable unavailable) {
      answer.onError(comeBack(String.valueOf(unavailable.getMessage()), unavailable.retryAfter()));
      return;
    } catch (ExportTooLarge large) {
      answer.onError(
          io.grpc.Status.INVALID_ARGUMENT.withDescription(large.getMessage()).asException());
      return;
    } catch (RuntimeException unknown) {
      // Never INTERNAL: senders drop their data on it, and what we do not understand may pass.
      LOG.error("an export could not be taken", unknown);
      answer.onError(comeBack("the server failed; its log says why", Duration.ofSeconds(5)));
      return;
    }
    answer.onNext(response);
    answer.onCompleted();
  }

  private static StatusRuntimeException comeBack(String message, Duration retryAfter) {
    RetryInfo retry =
        RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(retryAfter.toMillis())).build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.UNAVAILABLE.getNumber())
            .setMessage(message)
            .addDetails(Any.pack(retry))
            .build());
  }

  /** Lets in whom {@link OtlpAccess} knows. */
  private final class Entrance implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      OtlpAccess.Sender sender;
      try {
        sender = access.enter(headers.get(AUTHORIZATION));
      } catch (RuntimeException unknown) {
        LOG.error("a sender could not be recognised", unknown);
        StatusRuntimeException later =
            comeBack("the token cannot be looked up", Duration.ofSeconds(1));
        Metadata details = io.grpc.Status.trailersFromThrowable(later);
        call.close(later.getStatus(), details == null ? new Metadata() : details);
        return new ServerCall.Listener<>() {};
      }
      if (sender == null) {
        call.close(
            io.grpc.Status.UNAUTHENTICATED.withDescription(
                "set OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20<token>"),
            new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return Contexts.interceptCall(
          Context.current().withValue(SENDER, sender), call, headers, next);
    }
  }
}

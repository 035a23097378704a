package dev.changeover.ingest.otlp.meaning;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.otel.ChangeoverAttributes;
import dev.changeover.ingest.otlp.span.SeenSpan;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the status, the response code and the error type of a span prove. Only what provably did
 * nothing is NO_EFFECT; what may have happened is UNKNOWN.
 */
public final class Outcomes {

  /** Refused by the callee before it acted. 408, 409, 424, 425 and 499 may hide an effect. */
  private static final Set<Integer> REFUSED_HTTP =
      Set.of(
          400, 401, 402, 403, 404, 405, 406, 407, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422,
          423, 426, 428, 429, 431, 451);

  /** RESOURCE_EXHAUSTED is not among them: an answer too large gives it after the work is done. */
  private static final Set<String> REFUSED_GRPC =
      Set.of(
          "3",
          "5",
          "7",
          "9",
          "11",
          "12",
          "16",
          "INVALID_ARGUMENT",
          "NOT_FOUND",
          "PERMISSION_DENIED",
          "FAILED_PRECONDITION",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "UNAUTHENTICATED");

  /** Errors before anything was sent, by the simple name. */
  private static final Set<String> NEVER_SENT =
      Set.of(
          "connection_refused",
          "econnrefused",
          "connectexception",
          "httpconnecttimeoutexception",
          "unknown_host",
          "unknownhostexception",
          "enotfound",
          "name_resolution_error",
          "noroutetohostexception",
          "circuit_open",
          "callnotpermittedexception");

  private static final Set<String> TIMEOUTS =
      Set.of("timeout", "timed_out", "etimedout", "deadline_exceeded", "408", "504");

  private Outcomes() {}

  /** What is known of an effect that the span stands for. */
  public static EffectOutcome ofEffect(SeenSpan span) {
    EffectOutcome told =
        oneOf(EffectOutcome.class, span.attribute(ChangeoverAttributes.EFFECT_OUTCOME));
    if (told != null) {
      return told;
    }
    if (wasNeverSent(span)) {
      return EffectOutcome.NO_EFFECT;
    }
    int status = httpStatus(span);
    if (status > 0) {
      return ofHttp(status);
    }
    String grpc = grpcStatus(span);
    if (grpc != null) {
      return ofGrpc(grpc);
    }
    boolean answered = span.endedAt() != null && !span.failed() && errorType(span) == null;
    return answered ? EffectOutcome.CONFIRMED : EffectOutcome.UNKNOWN;
  }

  private static EffectOutcome ofHttp(int status) {
    if ((status >= 200 && status < 300) || status == 303) {
      return EffectOutcome.CONFIRMED;
    }
    return REFUSED_HTTP.contains(status) ? EffectOutcome.NO_EFFECT : EffectOutcome.UNKNOWN;
  }

  private static EffectOutcome ofGrpc(String status) {
    if (status.equals("0") || status.equals("OK")) {
      return EffectOutcome.CONFIRMED;
    }
    return REFUSED_GRPC.contains(status) ? EffectOutcome.NO_EFFECT : EffectOutcome.UNKNOWN;
  }

  /** A client that sent again inside the span may have reached the callee before. */
  private static boolean wasNeverSent(SeenSpan span) {
    String error = errorType(span);
    String resent = span.attribute("http.request.resend_count");
    return error != null
        && NEVER_SENT.contains(simpleName(error))
        && (resent == null || resent.equals("0"));
  }

  /** How a try at a step ended that the span stands for. */
  public static AttemptOutcome ofAttempt(SeenSpan span) {
    String error = errorType(span);
    int status = httpStatus(span);
    if (error == null && status < 400 && !span.failed()) {
      return AttemptOutcome.SUCCEEDED;
    }
    boolean timedOut =
        (error != null && isTimeout(simpleName(error))) || status == 408 || status == 504;
    return timedOut ? AttemptOutcome.TIMED_OUT : AttemptOutcome.FAILED;
  }

  /** The error of a try that did not succeed; null where the span names none. */
  public static @Nullable AttemptError errorOf(SeenSpan span) {
    String error = errorType(span);
    int status = httpStatus(span);
    if (error == null && status >= 400) {
      error = String.valueOf(status);
    }
    return error == null ? null : new AttemptError(error, null);
  }

  /** How the action ended, by the span that ends it. */
  public static ActionOutcome ofAction(SeenSpan span) {
    ActionOutcome told =
        oneOf(ActionOutcome.class, span.attribute(ChangeoverAttributes.ACTION_OUTCOME));
    if (told != null) {
      return told;
    }
    return ofAttempt(span) == AttemptOutcome.SUCCEEDED
        ? ActionOutcome.COMPLETED
        : ActionOutcome.FAILED;
  }

  private static boolean isTimeout(String error) {
    return TIMEOUTS.contains(error) || error.endsWith("timeoutexception");
  }

  private static @Nullable String errorType(SeenSpan span) {
    return span.firstAttribute(List.of("error.type", "exception.type"));
  }

  private static @Nullable String grpcStatus(SeenSpan span) {
    return span.firstAttribute(List.of("rpc.response.status_code", "rpc.grpc.status_code"));
  }

  private static int httpStatus(SeenSpan span) {
    String status =
        span.firstAttribute(List.of("http.response.status_code", "http.status_code", "error.type"));
    boolean isCode = status != null && status.matches("[1-5][0-9][0-9]");
    return isCode ? Integer.parseInt(status) : 0;
  }

  /** {@code java.net.ConnectException} and {@code ConnectException} are one error. */
  private static String simpleName(String error) {
    int cut = Math.max(error.lastIndexOf('.'), error.lastIndexOf('$'));
    return error.substring(cut + 1).toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> @Nullable E oneOf(Class<E> type, @Nullable String name) {
    for (E each : type.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    return null;
  }
}

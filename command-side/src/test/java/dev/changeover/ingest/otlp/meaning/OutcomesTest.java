package dev.changeover.ingest.otlp.meaning;

import static dev.changeover.event.ActionEvent.EffectOutcome.CONFIRMED;
import static dev.changeover.event.ActionEvent.EffectOutcome.NO_EFFECT;
import static dev.changeover.event.ActionEvent.EffectOutcome.PARTIAL;
import static dev.changeover.event.ActionEvent.EffectOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

  @ParameterizedTest
  @CsvSource({
    "200, CONFIRMED",
    "202, CONFIRMED",
    "303, CONFIRMED",
    "307, UNKNOWN",
    "400, NO_EFFECT",
    "422, NO_EFFECT",
    "429, NO_EFFECT",
    "408, UNKNOWN",
    "409, UNKNOWN",
    "425, UNKNOWN",
    "499, UNKNOWN",
    "500, UNKNOWN",
    "502, UNKNOWN",
    "503, UNKNOWN",
    "504, UNKNOWN"
  })
  void reads_an_effect_from_the_response_code(String code, EffectOutcome outcome) {
    assertThat(Outcomes.ofEffect(span(false, Map.of("http.response.status_code", code))))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "java.net.ConnectException, NO_EFFECT",
    "connection_refused, NO_EFFECT",
    "java.net.UnknownHostException, NO_EFFECT",
    "circuit_open, NO_EFFECT",
    "timeout, UNKNOWN",
    "java.net.SocketTimeoutException, UNKNOWN",
    "java.net.SocketException, UNKNOWN",
    "500, UNKNOWN",
    "422, NO_EFFECT"
  })
  void reads_an_effect_from_the_error_type(String error, EffectOutcome outcome) {
    assertThat(Outcomes.ofEffect(span(true, Map.of("error.type", error)))).isEqualTo(outcome);
  }

  @Test
  void does_not_trust_a_refused_connection_after_a_resend() {
    Map<String, String> resent =
        Map.of("error.type", "connection_refused", "http.request.resend_count", "1");
    assertThat(Outcomes.ofEffect(span(true, resent))).isEqualTo(UNKNOWN);
  }

  @Test
  void lets_the_explicit_outcome_win() {
    Map<String, String> told =
        Map.of("http.response.status_code", "200", "changeover.effect.outcome", "PARTIAL");
    assertThat(Outcomes.ofEffect(span(false, told))).isEqualTo(PARTIAL);
  }

  @Test
  void takes_an_answer_without_a_code_for_done_only_where_the_span_ended_well() {
    assertThat(Outcomes.ofEffect(span(false, Map.of()))).isEqualTo(CONFIRMED);
    assertThat(Outcomes.ofEffect(span(true, Map.of()))).isEqualTo(UNKNOWN);
    assertThat(Outcomes.ofEffect(span(true, Map.of("rpc.grpc.status_code", "3"))))
        .isEqualTo(NO_EFFECT);
    assertThat(Outcomes.ofEffect(span(true, Map.of("rpc.grpc.status_code", "8"))))
        .as("an answer too large is refused after the work is done")
        .isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, TIMED_OUT",
    "504, TIMED_OUT",
    "java.util.concurrent.TimeoutException, TIMED_OUT",
    "500, FAILED",
    "java.lang.IllegalStateException, FAILED"
  })
  void tells_a_time_out_from_a_failure(String error, AttemptOutcome outcome) {
    assertThat(Outcomes.ofAttempt(span(true, Map.of("error.type", error)))).isEqualTo(outcome);
  }

  private static SeenSpan span(boolean failed, Map<String, String> attributes) {
    return new SeenSpan(
        new SpanKey("production", "1".repeat(32), "1".repeat(16)),
        null,
        SeenSpan.Kind.CLIENT,
        "POST",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1),
        failed,
        attributes,
        List.of(),
        false,
        "checkout",
        "1",
        null);
  }
}

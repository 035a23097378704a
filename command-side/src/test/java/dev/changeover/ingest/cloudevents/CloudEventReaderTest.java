package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.changeover.event.EventId;
import dev.changeover.log.NewFact;
import dev.changeover.problem.ProblemCode;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CloudEventReaderTest {
  private static final String CDEVENT = Sent.ours("release.started", "2026.11.3", "");
  private static final Map<String, String> HEADERS =
      Map.of(
          "ce-specversion", "1.0",
          "ce-id", "e-1",
          "ce-source", "%2Ffleet/prod",
          "ce-type", "dev.cdeventsx.changeover-release.started.0.1.0",
          "ce-traceparent", "\"00-\\\"q\\\"\"");

  @Test
  void takes_the_binary_mode_with_encoded_headers_and_keeps_extensions() {
    NewFact fact =
        Sent.fact(Sent.as("application/json; charset=utf-8", HEADERS, CDEVENT).readings());
    assertThat(fact.id()).isEqualTo(new EventId("/fleet/prod", "e-1"));
    assertThat(fact.extras()).contains("\"cloudevent\":{\"traceparent\":\"00-\\\"q\\\"\"}");
  }

  @Test
  void takes_the_structured_mode_with_data_and_with_base64() {
    NewFact plain = Sent.fact(Sent.as("application/cloudevents+json", structured("e-1", CDEVENT)));
    String base64 =
        structured("e-1", "0")
            .replace(
                "\"data\":0",
                "\"data_base64\":\""
                    + Base64.getEncoder().encodeToString(CDEVENT.getBytes(UTF_8))
                    + "\"");
    NewFact encoded = Sent.fact(Sent.as("application/cloudevents+json", base64));
    assertThat(encoded).usingRecursiveComparison().isEqualTo(plain);
  }

  @Test
  void a_faulty_event_does_not_spoil_its_batch() {
    String good = structured("e-1", CDEVENT);
    String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    String twice = good.replaceFirst("\\{", "{\"id\":\"x\",");
    Submission batch =
        Sent.as(
            "application/cloudevents-batch+json",
            Map.of(),
            "[" + String.join(",", good, "7", deep, twice, structured("e-2", CDEVENT), good) + "]");
    assertThat(batch.batch()).isTrue();
    assertThat(batch.readings()).hasSize(6);
    assertThat(batch.readings().get(0)).isInstanceOf(Reading.Mapped.class);
    assertThat(pointers(batch.readings().subList(1, 5)))
        .containsExactly("/1", "/2" + "/a".repeat(64), "/3/id", "/4/id");
    assertThat(batch.readings().get(5)).isInstanceOf(Reading.Mapped.class);
    assertThat(batch.readings().get(4))
        .isInstanceOfSatisfying(
            Reading.Refused.class, refused -> assertThat(refused.id()).isEqualTo("e-2"));
  }

  @Test
  void takes_lines_of_either_form_and_refuses_a_broken_line_alone() {
    Submission lines =
        Sent.as(
            "application/x-ndjson",
            Map.of(),
            CDEVENT + "\r\n\n{\"broken\n" + structured("e-1", CDEVENT) + "\n[]\n");
    assertThat(lines.batch()).isTrue();
    assertThat(lines.readings()).hasSize(4);
    assertThat(pointers(List.of(lines.readings().get(1), lines.readings().get(3))))
        .containsExactly("/1", "/3");
  }

  @Test
  void takes_a_bare_event_and_an_array_of_them() {
    assertThat(Sent.as(null, Map.of(), CDEVENT).batch()).isFalse();
    Submission array = Sent.as("application/json", Map.of(), "[" + CDEVENT + "]");
    assertThat(array.batch()).isTrue();
    assertThat(array.readings()).hasSize(1);
  }

  @Test
  void an_event_written_again_on_its_way_is_the_same_event() {
    String one =
        Sent.ours("queue.observed", "orders", "\"depth\":10,\"bySchema\":{\"a/1\":1,\"b/1\":9}");
    String other =
        "{ \"subject\": {\"content\": {\"bySchema\": {\"b/1\": 9, \"a/1\": 1.0}, \"depth\": 1e1,"
            + " \"environment\": \"pr\\u006fduction\"}, \"id\": \"orders\"},\n"
            + one.substring(1, one.indexOf("\"subject\"") - 1)
            + "}";
    assertThat(Sent.fact(one).contentDigest()).isEqualTo(CanonicalJson.sha256(tree(other)));
    assertThat(Sent.fact(one).contentDigest())
        .isNotEqualTo(Sent.fact(one.replace("\"b/1\":9", "\"b/1\":8")).contentDigest());
  }

  @Test
  void an_envelope_that_disagrees_is_refused() {
    Map<String, String> other = new HashMap<>(HEADERS);
    other.put("ce-source", "/elsewhere");
    var binary = Sent.problem(Sent.as("application/json", other, CDEVENT).readings());
    assertThat(binary.code()).isEqualTo(ProblemCode.EVENT_ATTRIBUTES_DISAGREE);
    assertThat(binary.pointer()).isEqualTo("/context/source");
    var structured =
        Sent.problem(Sent.as("application/cloudevents+json", structured("other", CDEVENT)));
    assertThat(structured.pointer()).isEqualTo("/id");
  }

  @Test
  void a_cloudevent_that_is_no_cdevent_is_refused_with_what_is_taken() {
    String plain =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"com.acme.x\",\"data\":{}}";
    var refused = Sent.problem(Sent.as("application/cloudevents+json", plain));
    assertThat(refused.pointer()).isEqualTo("/type");
    assertThat(refused.detail()).contains("dev.cdevents.<subject>");
  }

  @Test
  void faults_inside_a_cloudevent_are_named_from_the_request() {
    assertThat(
            Sent.problem(
                    Sent.as(
                        "application/cloudevents+json",
                        structured("e-1", CDEVENT.replace("\"environment\"", "\"place\""))))
                .pointer())
        .isEqualTo("/data/subject/content/environment");
    assertThat(
            Sent.problem(
                    Sent.as(
                        "application/cloudevents+json",
                        structured("e-1", CDEVENT).replace("\"1.0\"", "\"0.3\"")))
                .pointer())
        .isEqualTo("/specversion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context",
        "context.id",
        "context.source",
        "context.type",
        "context.timestamp",
        "context.specversion",
        "subject",
        "subject.id",
        "subject.content"
      })
  void each_required_member_is_missed_by_name(String path) {
    var event = (ObjectNode) tree(CDEVENT);
    String[] steps = path.split("\\.", -1);
    if (steps.length == 1) {
      event.remove(path);
    } else {
      ((ObjectNode) event.get(steps[0])).remove(steps[1]);
    }
    var problem = Sent.problem(event.toString());
    assertThat(problem.pointer()).isEqualTo("/" + path.replace('.', '/'));
    assertThat(problem.detail()).contains("missing");
  }

  @Test
  void a_source_far_ahead_of_the_clock_is_not_believed() {
    String hourAhead = CDEVENT.replace("2026-11-20T14:02:10Z", "2026-11-20T15:10:00Z");
    assertThat(Sent.fact(hourAhead).occurredAt()).isEqualTo("2026-11-20T15:10:00Z");
    var problem = Sent.problem(hourAhead.replace("15:10:00Z", "15:10:01Z"));
    assertThat(problem.code()).isEqualTo(ProblemCode.EVENT_TIME_AHEAD);
    assertThat(problem.pointer()).isEqualTo("/context/timestamp");
    assertThat(Sent.problem(hourAhead.replace("2026-11-20T15:10:00Z", "today")).pointer())
        .isEqualTo("/context/timestamp");
  }

  @Test
  void an_unknown_version_of_the_specification_is_refused() {
    assertThat(Sent.problem(CDEVENT.replace("0.5.1", "1.0.0")).pointer())
        .isEqualTo("/context/specversion");
    String old = CDEVENT.replace("specversion\":\"0.5.1", "version\":\"0.1.2");
    assertThat(Sent.fact(old).subject()).isEqualTo("2026.11.3");
    assertThat(Sent.problem(old.replace("0.1.2", "")).pointer()).isEqualTo("/context/version");
  }

  @Test
  void what_no_database_can_hold_is_refused() {
    assertThat(Sent.problem(CDEVENT.replace("e-1", "e\\u0000")).pointer()).isEqualTo("/context/id");
    assertThat(Sent.problem(CDEVENT.replace("e-1", "\\ud800")).pointer()).isEqualTo("/context/id");
    assertThat(Sent.problem(CDEVENT.replace("e-1", "é".repeat(513))).pointer())
        .isEqualTo("/context/id");
    String twice = CDEVENT.replace("\"id\":\"e-1\"", "\"id\":\"e-1\",\"id\":\"e-2\"");
    assertThat(Sent.problem(twice).code()).isEqualTo(ProblemCode.JSON_MEMBER_REPEATED);
  }

  @Test
  void numbers_and_texts_beyond_the_limits_are_refused() {
    for (String number : List.of("1e999999", "1".repeat(101), "1e-999999999")) {
      assertThat(Sent.problem(Sent.ours("queue.observed", "q", "\"depth\":" + number)).code())
          .isEqualTo(ProblemCode.JSON_LIMIT_EXCEEDED);
    }
    String longText = "\"actor\":\"" + "x".repeat(StrictJson.MAX_STRING_CHARACTERS + 1) + "\"";
    assertThat(Sent.problem(Sent.ours("release.started", "r", longText)).pointer())
        .isEqualTo("/subject/content/actor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "{", "nonsense", "{}{}", "[{}", "[1,]", "{\"a\":01}"})
  void what_is_not_json_is_the_fault_of_the_whole(String body) {
    assertThatExceptionOfType(CloudEventReader.UnreadableBody.class)
        .isThrownBy(() -> Sent.as("application/json", Map.of(), body))
        .satisfies(
            whole -> assertThat(whole.problem().code()).isEqualTo(ProblemCode.JSON_MALFORMED));
  }

  @Test
  void nesting_without_end_is_refused_without_falling_over() {
    assertThatExceptionOfType(CloudEventReader.UnreadableBody.class)
        .isThrownBy(() -> Sent.as("application/json", Map.of(), "[".repeat(4_000_000)));
  }

  @Test
  void other_media_types_are_refused() {
    assertThatExceptionOfType(CloudEventReader.UnreadableBody.class)
        .isThrownBy(() -> Sent.as("text/csv", Map.of(), "a,b"))
        .satisfies(
            whole ->
                assertThat(whole.problem().code()).isEqualTo(ProblemCode.MEDIA_TYPE_UNSUPPORTED));
  }

  private static List<String> pointers(List<Reading> readings) {
    return readings.stream()
        .map(reading -> String.valueOf(((Reading.Refused) reading).problem().pointer()))
        .toList();
  }

  private static JsonNode tree(String json) {
    return StrictJson.read(json.getBytes(UTF_8)).elements().getFirst().value();
  }

  private static String structured(String id, String data) {
    return """
        {"specversion":"1.0","id":"%s","source":"/fleet/prod",\
        "type":"dev.cdeventsx.changeover-release.started.0.1.0","data":%s}"""
        .formatted(id, data);
  }
}

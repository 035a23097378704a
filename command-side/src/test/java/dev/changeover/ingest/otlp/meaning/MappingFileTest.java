package dev.changeover.ingest.otlp.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionRef;
import dev.changeover.ingest.otlp.span.AllowedAttributes;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingFileTest {

  @Test
  void reads_the_sample() throws IOException {
    ActionMapping mapping = sample();
    assertThat(mapping.actions().getFirst().declaration().steps())
        .extracting(StepDeclaration::name)
        .containsExactly("charge", "ship");
    assertThat(mapping.actions().getFirst().declaration().expectedDuration())
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(mapping.allowedAttributes().kept()).contains("order.id", "customer.number");
    assertThat(mapping.allowedAttributes().hashed())
        .containsExactly("http.request.header.idempotency-key");
  }

  @Test
  void finds_the_action_and_the_roles_by_the_rules() throws IOException {
    ActionMapping mapping = sample();
    SeenSpan root =
        span(
            SeenSpan.Kind.SERVER,
            "POST /orders",
            "checkout",
            Map.of("order.id", "4711", "customer.number", "42"));
    assertThat(mapping.actionNamedBy(root)).contains(new ActionRef("order", "4711"));
    Meaning meaning = new MeaningReader(mapping).of(root, "order", true);
    assertThat(meaning.roles()).containsExactly(Role.ACCEPT);
    assertThat(meaning.key()).isEqualTo("customer/42");

    SeenSpan call =
        span(
            SeenSpan.Kind.CLIENT,
            "POST",
            "order-worker",
            Map.of(
                "server.address",
                "api.pay.example",
                "http.request.header.idempotency-key",
                "a".repeat(64)));
    assertThat(new MeaningReader(mapping).of(call, "order", true).effect())
        .satisfies(
            effect -> {
              assertThat(effect.name()).isEqualTo("card-charge");
              assertThat(effect.keyHash()).isEqualTo("a".repeat(64));
              assertThat(effect.keyTtl()).isEqualTo(Duration.ofHours(24));
              assertThat(effect.queryable()).isTrue();
            });
  }

  @Test
  void finds_the_id_as_a_part_of_an_attribute() {
    ActionMapping mapping =
        MappingFile.read(
            """
            actions:
              - type: order
                spans:
                  - match: {kind: SERVER}
                    id: [order.id, {attribute: url.path, pattern: "/orders/([^/]+)(?:/.*)?"}]
            """);
    assertThat(mapping.actionNamedBy(server(Map.of("url.path", "/orders/4711/shipment"))))
        .contains(new ActionRef("order", "4711"));
    assertThat(mapping.actionNamedBy(server(Map.of("url.path", "/orders/"))))
        .as("a path that does not fit holds no id")
        .isEmpty();
    assertThat(mapping.actionNamedBy(server(Map.of("url.path", "/orders/1", "order.id", "2"))))
        .as("the first source that has an id counts")
        .contains(new ActionRef("order", "2"));
  }

  @Test
  void keeps_of_a_matched_attribute_only_what_matches() {
    AllowedAttributes allowed =
        MappingFile.read(
                """
                actions:
                  - type: order
                    spans:
                      - match: {kind: CLIENT, attributes: {url.full: "https://pay.example/*"}}
                """)
            .allowedAttributes();
    assertThat(allowed.pass("url.full", "https://pay.example/charges")).isNotNull();
    assertThat(allowed.pass("url.full", "https://other.example/?secret=1")).isNull();
  }

  private static SeenSpan server(Map<String, String> attributes) {
    return span(SeenSpan.Kind.SERVER, "POST /orders/{id}", "checkout", attributes);
  }

  @Test
  void takes_reading_calls_and_its_own_database_for_no_effect() {
    MeaningReader conventions = new MeaningReader(ActionMapping.NONE);
    assertThat(roles(conventions, Map.of("http.request.method", "GET"), true)).isFalse();
    assertThat(roles(conventions, Map.of("http.request.method", "POST"), true)).isTrue();
    Map<String, String> insert =
        Map.of("db.system.name", "postgresql", "db.operation.name", "INSERT");
    assertThat(roles(conventions, insert, true)).isFalse();
    assertThat(roles(conventions, insert, false))
        .as("where nobody said what the action is made of, a write is an effect")
        .isTrue();
  }

  private static boolean roles(
      MeaningReader reader, Map<String, String> attributes, boolean declared) {
    SeenSpan span = span(SeenSpan.Kind.CLIENT, "call", "a", attributes);
    return reader.of(span, "order", declared).is(Role.EFFECT);
  }

  @Test
  void names_every_place_that_is_wrong() {
    String wrong =
        """
        actions:
          - type: order/x
            spans:
              - match: {knd: SERVER}
                roles: [acept]
        """;
    assertThatThrownBy(() -> MappingFile.read(wrong))
        .isInstanceOf(MappingRefused.class)
        .hasMessageContaining("/actions/0/type")
        .hasMessageContaining("/actions/0/spans/0/match")
        .hasMessageContaining("/actions/0/spans/0/roles/0");
    assertThatThrownBy(() -> MappingFile.read("actions: [\n")).isInstanceOf(MappingRefused.class);
    assertThatThrownBy(
            () -> MappingFile.read("actions: [{type: a, spans: [{match: {namePattern: '('}}]}]"))
        .hasMessageContaining("namePattern");
    assertThatThrownBy(
            () ->
                MappingFile.read(
                    "actions: [{type: a, spans: [{match: {kind: SERVER},"
                        + " id: [{attribute: url.path, pattern: '/(a)/(b)'}]}]}]"))
        .isInstanceOf(MappingRefused.class)
        .hasMessageContaining("exactly one group");
  }

  private static ActionMapping sample() throws IOException {
    return MappingFile.read(Files.readString(Path.of("../ops/samples/actions.yml")));
  }

  private static SeenSpan span(
      SeenSpan.Kind kind, String name, String service, Map<String, String> attributes) {
    return new SeenSpan(
        new SpanKey("production", "1".repeat(32), "1".repeat(16)),
        null,
        kind,
        name,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1),
        false,
        attributes,
        List.of(),
        false,
        service,
        "1",
        null);
  }
}

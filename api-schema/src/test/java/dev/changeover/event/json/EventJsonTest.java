package dev.changeover.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.VersionRange;
import dev.changeover.event.WorkerEvent.WorkerReported;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  @Test
  void reads_a_heartbeat_as_a_worker_sends_it() {
    WorkerReported worker =
        read(
            WorkerReported.class,
            """
            {"environment":"production","component":"order-worker","version":"5.1.0",
             "instance":"order-worker-17","queues":["orders"],"accepts":["order-placed/2","order-placed/3"],
             "inFlight":4,"state":"RUNNING","interval":"PT30S"}""");
    assertThat(worker.accepts())
        .containsExactly(new MessageForm("order-placed/2"), new MessageForm("order-placed/3"));
    assertThat(worker.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(worker.onUnknown()).isNull();
  }

  @Test
  void reads_an_absent_list_as_empty_and_an_absent_order_of_steps_as_unknown() {
    ActionTypeDeclared type =
        read(
            ActionTypeDeclared.class,
            "{\"type\":\"order\",\"steps\":[{\"name\":\"charge\",\"class\":\"PIVOT\"}]}");
    assertThat(type.steps().getFirst().effects()).isEmpty();
    assertThat(type.steps().getFirst().after()).isNull();
    assertThat(type.steps().getFirst().stepClass()).isEqualTo("PIVOT");
  }

  @Test
  void reads_an_action_as_text_and_as_an_object() {
    String rest = ",\"step\":\"charge\",\"attempt\":1}";
    ActionRef action = new ActionRef("order", "47/11");
    assertThat(read(StepStarted.class, "{\"action\":\"order/47/11\"" + rest).action())
        .isEqualTo(action);
    assertThat(
            read(StepStarted.class, "{\"action\":{\"type\":\"order\",\"id\":\"47/11\"}" + rest)
                .action())
        .isEqualTo(action);
  }

  @Test
  void reads_a_version_range_as_text_and_as_a_list() {
    CoexistenceDeclared pair =
        read(
            CoexistenceDeclared.class,
            """
            {"a":{"component":"checkout","versions":[">=2.4.0","1.x-legacy"]},
             "b":{"component":"order-worker","versions":"5.0.2"},"verdict":"FORBIDDEN"}""");
    assertThat(pair.a().versions().includes("2.5.1")).isTrue();
    assertThat(pair.a().versions().includes("1.x-legacy")).isTrue();
    assertThat(pair.b().versions()).isEqualTo(VersionRange.of("5.0.2"));
    assertThat(pair.b().versions().includes("5.0.3")).isFalse();
  }

  @Test
  void writes_the_same_bytes_whatever_the_order_of_a_map() {
    QueueObserved one = read(QueueObserved.class, queue("\"b/1\":2,\"a/1\":1"));
    QueueObserved other = read(QueueObserved.class, queue("\"a/1\":1,\"b/1\":2"));
    assertThat(new String(EventJson.write(one), UTF_8))
        .isEqualTo(new String(EventJson.write(other), UTF_8))
        .isEqualTo("{\"queue\":\"orders\",\"depth\":3,\"bySchema\":{\"a/1\":1,\"b/1\":2}}");
  }

  @Test
  void reads_back_what_it_wrote() {
    Event worker =
        read(
            WorkerReported.class,
            "{\"component\":\"c\",\"instance\":\"i\",\"state\":\"DRAINING\"}");
    assertThat(
            EventJson.read(EventCatalog.of(WorkerReported.class).type(), EventJson.write(worker)))
        .isEqualTo(worker);
    assertThat(((WorkerReported) worker).queues()).isEqualTo(List.of());
  }

  @Test
  void names_the_place_of_a_fault() {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> read(WorkerReported.class, "{\"component\":\"c\",\"instance\":\"i\"}"))
        .satisfies(wrong -> assertThat(wrong.pointer()).isEqualTo("/state"));
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(
            () ->
                read(
                    WorkerReported.class,
                    "{\"component\":\"c\",\"instance\":\"i\",\"state\":\"RUNNING\",\"accepts\":[\"a/1\",{}]}"))
        .satisfies(wrong -> assertThat(wrong.pointer()).isEqualTo("/accepts/1"));
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> read(QueueObserved.class, queue("\"a/1\":\"many\"")))
        .satisfies(wrong -> assertThat(wrong.pointer()).isEqualTo("/bySchema/a~11"));
  }

  @Test
  void refuses_counts_below_zero_and_times_that_cannot_be_added_to() {
    for (String wrong :
        List.of(
            "{\"queue\":\"orders\",\"depth\":-1}",
            queue("\"a/1\":-3"),
            "{\"queue\":\"orders\",\"depth\":1,\"oldestAge\":\"P99999999999D\"}")) {
      assertThatExceptionOfType(MalformedEvent.class)
          .isThrownBy(() -> read(QueueObserved.class, wrong));
    }
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(
            () ->
                read(
                    StepStarted.class,
                    "{\"action\":\"order/1\",\"step\":\"charge\",\"leaseUntil\":\"+12345-01-01T00:00:00Z\"}"))
        .satisfies(wrong -> assertThat(wrong.pointer()).isEqualTo("/leaseUntil"));
  }

  private static String queue(String forms) {
    return "{\"queue\":\"orders\",\"depth\":3,\"bySchema\":{" + forms + "}}";
  }

  private static <E extends Event> E read(Class<E> type, String json) {
    return EventJson.read(type, EventJson.mapper().readTree(json));
  }
}

package dev.changeover.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventCatalogTest {

  @Test
  void names_every_record_of_every_stream_exactly_once() {
    List<? extends Class<?>> records = recordsOf(Event.class).toList();
    assertThat(EventCatalog.entries().stream().map(EventCatalog.Entry::record).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            records.stream().map(EventCatalogTest::event).toList());
  }

  @Test
  void gives_every_record_a_stored_type_of_its_own() {
    assertThat(EventCatalog.entries().stream().map(EventCatalog.Entry::type).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void lets_sources_send_only_what_is_theirs_to_tell() {
    assertThat(EventCatalog.custom("worker.reported")).isPresent();
    assertThat(EventCatalog.custom("release.planned")).isEmpty();
    assertThat(EventCatalog.custom("service.deployed")).isEmpty();
    assertThat(EventCatalog.custom("worker.exploded")).isEmpty();
  }

  private static Class<? extends Event> event(Class<?> type) {
    return type.asSubclass(Event.class);
  }

  private static Stream<Class<?>> recordsOf(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCatalogTest::recordsOf)
        : Stream.of(type);
  }
}

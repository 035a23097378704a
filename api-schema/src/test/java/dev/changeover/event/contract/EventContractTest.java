package dev.changeover.event.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.EventCatalog;
import dev.changeover.event.json.EventJson;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractTest {

  @Test
  void every_version_of_every_event_has_its_approved_file() {
    assertThat(ApprovedEvent.all().stream().map(ApprovedEvent::type).toList())
        .as("one file src/test/resources/events/<stored type>.json for each entry of EventCatalog")
        .containsExactlyInAnyOrderElementsOf(
            EventCatalog.entries().stream().map(EventCatalog.Entry::type).toList());
  }

  @ParameterizedTest
  @MethodSource("approved")
  void what_the_log_holds_is_read_and_written_back_as_it_was(ApprovedEvent approved) {
    assertThat(new String(EventJson.write(approved.read()), UTF_8))
        .as("the log keeps %s for ever; a change of its JSON needs a new version", approved)
        .isEqualTo(approved.json());
  }

  @ParameterizedTest
  @MethodSource("approved")
  void an_approved_file_tells_every_member(ApprovedEvent approved) {
    Map<Class<?>, Set<String>> told = new HashMap<>();
    collect(approved.read(), told);
    told.forEach(
        (record, members) ->
            assertThat(members)
                .as(
                    "members of %s told in %s.json; a new optional member is added there",
                    record.getSimpleName(), approved)
                .isEqualTo(namesOf(record)));
  }

  static List<ApprovedEvent> approved() {
    return ApprovedEvent.all();
  }

  private static void collect(@Nullable Object value, Map<Class<?>, Set<String>> told) {
    switch (value) {
      case Record record -> {
        Set<String> members = told.computeIfAbsent(record.getClass(), _ -> new TreeSet<>());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          Object member = valueOf(component, record);
          if (member != null) {
            members.add(component.getName());
          }
          collect(member, told);
        }
      }
      case Collection<?> items -> items.forEach(item -> collect(item, told));
      case Map<?, ?> entries -> entries.forEach((_, item) -> collect(item, told));
      case null, default -> {}
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException fault) {
      throw new IllegalStateException(component + " cannot be read", fault);
    }
  }

  private static Set<String> namesOf(Class<?> record) {
    return Stream.of(record.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

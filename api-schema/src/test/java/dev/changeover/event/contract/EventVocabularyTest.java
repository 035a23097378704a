package dev.changeover.event.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.StreamName;
import dev.changeover.event.json.EventJson;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Holds {@code docs/events.md} to the records. */
class EventVocabularyTest {
  private static final Pattern SECTION = Pattern.compile("(?ms)^### (\\S+)$(.*?)(?=^##|\\z)");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

  /** What the page says of one event: the text under its heading. */
  record Section(String name, String text) {
    @Override
    public String toString() {
      return name;
    }

    JsonNode example() {
      Matcher example = EXAMPLE.matcher(text);
      assertThat(example.find()).as("%s has an example in docs/events.md", name).isTrue();
      return EventJson.mapper().readTree(example.group(1));
    }
  }

  @Test
  void every_event_is_on_the_page_in_the_order_of_the_catalog() {
    assertThat(sections().map(Section::name).toList())
        .isEqualTo(EventCatalog.entries().stream().map(entry -> entry.type().name()).toList());
  }

  @ParameterizedTest
  @MethodSource("sections")
  void its_example_is_read_into_the_record(Section section) {
    EventCatalog.Entry entry = entry(section.name());
    Event event = EventJson.read(entry.record(), section.example());
    assertThat(section.text())
        .contains("Stream: `%s`.".formatted(StreamName.of("production", event).text()));
  }

  @ParameterizedTest
  @MethodSource("sections")
  void its_example_names_no_member_that_would_be_ignored(Section section) {
    List<String> members =
        Stream.of(entry(section.name()).record().getRecordComponents())
            .map(EventVocabularyTest::jsonName)
            .toList();
    assertThat(section.example().propertyNames())
        .filteredOn(name -> !name.equals("environment"))
        .isSubsetOf(members);
  }

  @ParameterizedTest
  @MethodSource("sections")
  void it_says_what_is_required_and_what_is_optional(Section section) {
    Predicate<RecordComponent> optional = EventVocabularyTest::isOptional;
    assertThat(section.text().replace('\n', ' '))
        .contains("Required: %s.".formatted(members(section, optional.negate())))
        .contains("Optional: %s.".formatted(members(section, optional)));
  }

  static Stream<Section> sections() {
    try {
      return SECTION
          .matcher(Files.readString(Path.of("../docs/events.md")))
          .results()
          .map(found -> new Section(found.group(1), found.group(2)));
    } catch (IOException fault) {
      throw new IllegalStateException("docs/events.md is read from the module's directory", fault);
    }
  }

  private static EventCatalog.Entry entry(String name) {
    return EventCatalog.entries().stream()
        .filter(entry -> entry.type().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is on the page but not in EventCatalog"));
  }

  private static String members(Section section, Predicate<RecordComponent> wanted) {
    String names =
        Stream.of(entry(section.name()).record().getRecordComponents())
            .filter(wanted)
            .map(component -> "`" + jsonName(component) + "`")
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  /** One member has a name that Java keeps for itself. */
  private static String jsonName(RecordComponent component) {
    return component.getName().equals("stepClass") ? "class" : component.getName();
  }

  private static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        || Collection.class.isAssignableFrom(component.getType())
        || Map.class.isAssignableFrom(component.getType());
  }
}

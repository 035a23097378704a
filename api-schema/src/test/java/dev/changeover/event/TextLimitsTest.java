package dev.changeover.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.CoexistenceEvent.Side;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.testing.Specimens;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextLimitsTest {
  static Stream<Class<? extends Event>> records() {
    return EventCatalog.entries().stream().map(EventCatalog.Entry::record);
  }

  @ParameterizedTest
  @MethodSource("records")
  void no_event_has_a_text_without_a_limit(Class<? extends Event> record) {
    Map<String, Integer> places = new TreeMap<>();
    Event filled =
        new Specimens(
                (place, limit) -> {
                  places.put(place, limit);
                  return "x".repeat(limit);
                })
            .of(record);
    assertThat(TextLimits.excess(filled)).as("%s with texts as long as may be", record).isEmpty();
    places.forEach(
        (longest, most) -> {
          Specimens oneTooLong =
              new Specimens((place, _) -> place.equals(longest) ? "x".repeat(most + 1) : "x");
          assertThat(TextLimits.excess(oneTooLong.of(record)))
              .as("%s of %s with %d bytes", longest, record.getSimpleName(), most + 1)
              .get()
              .extracting(TextLimits.Excess::fault)
              .asString()
              .endsWith("at most %,d are taken".formatted(most));
        });
  }

  @Test
  void every_longer_limit_is_of_a_component_that_there_is() {
    Map<String, Integer> places = new TreeMap<>();
    Specimens all =
        new Specimens(
            (place, limit) -> {
              places.merge(place, limit, Math::max);
              return "x";
            });
    records().forEach(all::of);
    assertThat(places).containsEntry("/reason", TextLimits.PROSE);
    assertThat(places).containsEntry("/action/id", TextLimits.IDENTITY);
    assertThat(places).containsEntry("/plan/rollback/abortWhen", TextLimits.PROSE);
    assertThat(places).containsEntry("/content", TextLimits.DOCUMENT);
    assertThat(places).containsEntry("/version", TextLimits.NAME);
  }

  @Test
  void the_place_is_told_as_it_was_sent() {
    String version = "9".repeat(TextLimits.NAME + 1);
    var declared =
        new CoexistenceEvent.CoexistenceDeclared(
            new Side("web", VersionRange.of("1")),
            new Side("worker", new VersionRange(java.util.List.of("1", version))),
            CoexistenceEvent.Compatibility.ALLOWED,
            null,
            null);
    assertThat(TextLimits.excess(declared))
        .contains(new TextLimits.Excess("/b/versions/1", "has 481 bytes, at most 480 are taken"));
  }

  @Test
  void names_in_maps_are_limited_too() {
    var declared = new PolicyDeclared(Map.of("n".repeat(60_000), "1"));
    assertThat(TextLimits.excess(declared))
        .get()
        .extracting(TextLimits.Excess::fault)
        .isEqualTo("is a name that has 60,000 bytes, at most 480 are taken");
  }

  @Test
  void bytes_count_and_not_characters() {
    assertThat(TextLimits.fault("€".repeat(160), TextLimits.NAME)).isNull();
    assertThat(TextLimits.fault("€".repeat(161), TextLimits.NAME)).contains("483 bytes");
  }

  @Test
  void what_postgres_has_no_text_for_is_refused() {
    assertThat(TextLimits.fault("a\0b", TextLimits.NAME)).contains("NUL");
    assertThat(TextLimits.fault("a\ud83d", TextLimits.NAME)).contains("surrogate");
    assertThat(TextLimits.fault("a😀", TextLimits.NAME)).isNull();
  }

  @Test
  void a_cut_text_is_within_its_limit() {
    assertThat(TextLimits.cut("short", 480)).isEqualTo("short");
    assertThat(TextLimits.fault(TextLimits.cut("😀x".repeat(300), 480), 480)).isNull();
    assertThat(TextLimits.cut("x".repeat(481), 480)).hasSize(478).endsWith("x…");
  }
}

package dev.changeover.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CacheEvent.CacheFlushed;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.VersionRange;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventSentenceTest {
  private static final ActionRef ORDER = new ActionRef("order", "4711");

  @Test
  void says_what_happened_to_an_action() {
    assertThat(
            EventSentence.of(new ActionAccepted(ORDER, "customer/42", "checkout", "2.4.0", null)))
        .isEqualTo("order/4711 was accepted in checkout 2.4.0, key customer/42.");
    assertThat(
            EventSentence.of(
                new StepFinished(
                    ORDER,
                    "charge",
                    2,
                    "payments",
                    "5.1.0",
                    null,
                    null,
                    AttemptOutcome.TIMED_OUT,
                    new AttemptError("timeout", null),
                    null,
                    null,
                    null)))
        .isEqualTo("Step charge, attempt 2, of order/4711 timed out in payments 5.1.0.");
    assertThat(
            EventSentence.of(
                new EffectRecorded(
                    ORDER,
                    "charge",
                    1,
                    "charge-card",
                    "payment-provider",
                    EffectOutcome.UNKNOWN,
                    null,
                    null,
                    null,
                    null)))
        .isEqualTo(
            "Step charge of order/4711: effect charge-card on payment-provider may or may not have"
                + " happened.");
  }

  @Test
  void counts_what_is_in_a_queue() {
    assertThat(
            EventSentence.of(
                new QueueObserved(
                    "orders",
                    5,
                    Duration.ofMinutes(190),
                    Map.of(new MessageForm("a/1"), 4L, new MessageForm("b/1"), 1L),
                    0L,
                    null,
                    null)))
        .isEqualTo(
            "Queue orders holds 5 messages: 1 of b/1, 4 of a/1; the oldest waits for 3 h 10 min;"
                + " dead letters: 0.");
  }

  @Test
  void tells_what_a_cache_holds_apart_from_what_nobody_told() {
    MessageForm form = new MessageForm("cart/2");
    assertThat(EventSentence.of(new CacheObserved("baskets", Map.of(form, 812L))))
        .isEqualTo("Cache baskets holds 812 of cart/2.");
    assertThat(EventSentence.of(new CacheObserved("baskets", Map.of())))
        .isEqualTo("Cache baskets was looked into; what it holds was not told.");
    assertThat(EventSentence.of(new CacheFlushed("baskets", Map.of(form, 3L))))
        .isEqualTo("Cache baskets was flushed, leaving 3 of cart/2.");
  }

  @Test
  void is_a_sentence_for_every_event_whether_its_source_told_much_or_little()
      throws ReflectiveOperationException {
    for (EventCatalog.Entry entry : EventCatalog.entries()) {
      for (boolean optional : new boolean[] {true, false}) {
        var sentence = EventSentence.of((Event) sample(entry.record(), optional));
        assertThat(sentence)
            .as("%s", entry.type())
            .endsWith(".")
            .doesNotContain("null", "  ", "..", " .", "Optional", "[", "{");
      }
    }
  }

  private static Object sample(Class<?> record, boolean optional)
      throws ReflectiveOperationException {
    var components = record.getRecordComponents();
    var values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i], optional);
    }
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = record.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  private static @Nullable Object value(RecordComponent component, boolean optional)
      throws ReflectiveOperationException {
    if (!optional && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return null;
    }
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getSimpleName()) {
      case "String" -> component.getName();
      case "long", "Long" -> 2L;
      case "int", "Integer" -> 1;
      case "Double" -> 0.5;
      case "boolean", "Boolean" -> true;
      case "Instant" -> Instant.EPOCH;
      case "Duration" -> Duration.ofSeconds(10);
      case "List" -> List.of();
      case "Map" -> Map.of();
      case "ActionRef" -> ORDER;
      case "MessageForm" -> new MessageForm("order-placed/3");
      case "VersionRange" -> VersionRange.of("1.0.0");
      default -> sample(type, optional);
    };
  }
}

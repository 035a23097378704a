package dev.changeover.testing;

import dev.changeover.event.ActionRef;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.TextLimits;
import dev.changeover.event.VersionRange;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes an event of any type, with every component filled, lists and maps with one element, and
 * texts of the caller's choice.
 */
public final class Specimens {
  private final Texts texts;

  public Specimens(Texts texts) {
    this.texts = texts;
  }

  /** Chooses a text. */
  @FunctionalInterface
  public interface Texts {
    /**
     * The text for a place.
     *
     * @param place names of the components that lead to it, {@code key} for a name in a map
     * @param limit how long it may be, UTF-8 bytes
     */
    String at(String place, int limit);
  }

  public Event of(Class<? extends Event> record) {
    return (Event) record(record, "");
  }

  private Object record(Class<?> record, String place) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      String name = components[i].getName();
      values[i] =
          value(components[i].getGenericType(), place + "/" + name, TextLimits.limit(record, name));
    }
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException wrong) {
      throw new IllegalStateException("%s cannot be made".formatted(record), wrong);
    }
  }

  private Object value(Type type, String place, int limit) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? List.of(value(of[0], place, limit))
          : Map.of(value(of[0], place + "/key", TextLimits.NAME), value(of[1], place, limit));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return texts.at(place, limit);
    }
    if (plain == MessageForm.class) {
      return new MessageForm(texts.at(place, limit));
    }
    if (plain == VersionRange.class) {
      return VersionRange.of(texts.at(place, limit));
    }
    if (plain == ActionRef.class) {
      return new ActionRef(
          texts.at(place + "/type", TextLimits.limit(plain, "type")),
          texts.at(place + "/id", TextLimits.limit(plain, "id")));
    }
    return plain.isRecord() ? record(plain, place) : textless(plain, place);
  }

  private static Object textless(Class<?> type, String place) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getName()) {
      case "boolean", "java.lang.Boolean" -> true;
      case "int", "java.lang.Integer" -> 1;
      case "long", "java.lang.Long" -> 1L;
      case "double", "java.lang.Double" -> 0.5;
      case "java.time.Instant" -> Instant.parse("2026-11-20T14:00:00Z");
      case "java.time.Duration" -> Duration.ofHours(1);
      default -> throw new IllegalStateException(place + " is of a new kind, " + type);
    };
  }
}

package dev.changeover.event.json;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what was expected, in the words of JSON and not of a Java library. */
final class Fault {
  private Fault() {}

  static String describe(JacksonException wrong) {
    String message = wrong.getOriginalMessage();
    if (wrong instanceof InvalidNullException || message.startsWith("Missing required")) {
      return "is missing";
    }
    if (message.startsWith("is empty")) {
      return message;
    }
    if (message.startsWith("expected ")) {
      return "is of another form; " + message;
    }
    Class<?> target = wrong instanceof MismatchedInputException m ? m.getTargetType() : null;
    String expected = expected(target);
    return expected == null ? message : "is of another form; expected " + expected;
  }

  private static @Nullable String expected(@Nullable Class<?> target) {
    if (target == null) {
      return null;
    }
    if (target.isEnum()) {
      return "one of "
          + Arrays.stream(target.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (target == long.class
        || target == Long.class
        || target == int.class
        || target == Integer.class) {
      return "a whole number";
    }
    if (target == double.class || target == Double.class) {
      return "a number";
    }
    if (target == boolean.class || target == Boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(target)) {
      return "an array";
    }
    boolean object =
        Map.class.isAssignableFrom(target) || (target.isRecord() && !ValueTypes.isText(target));
    return object ? "an object" : null;
  }
}

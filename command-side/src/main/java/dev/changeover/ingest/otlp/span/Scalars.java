package dev.changeover.ingest.otlp.span;

import io.opentelemetry.proto.common.v1.AnyValue;
import org.jspecify.annotations.Nullable;

/** Attribute values as text. */
final class Scalars {
  private Scalars() {}

  /**
   * The text of a string, boolean or number; null for maps, bytes and nothing. An array of one is
   * its element: that is how instrumentations tell a captured header. Which one of several was
   * meant, nobody says: null.
   */
  static @Nullable String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> storable(value.getStringValue());
      case BOOL_VALUE -> String.valueOf(value.getBoolValue());
      case INT_VALUE -> String.valueOf(value.getIntValue());
      case DOUBLE_VALUE -> String.valueOf(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesCount() == 1
                  && !isArray(value.getArrayValue().getValues(0))
              ? text(value.getArrayValue().getValues(0))
              : null;
      default -> null;
    };
  }

  private static boolean isArray(AnyValue value) {
    return value.getValueCase() == AnyValue.ValueCase.ARRAY_VALUE;
  }

  /** What PostgreSQL's text cannot hold, U+0000 and half surrogate pairs, becomes U+FFFD. */
  static String storable(String text) {
    String whole = text.codePoints().anyMatch(Scalars::isHalf) ? withoutHalves(text) : text;
    return whole.replace('\0', '\uFFFD');
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String withoutHalves(String text) {
    return text.codePoints()
        .map(each -> isHalf(each) ? 0xFFFD : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

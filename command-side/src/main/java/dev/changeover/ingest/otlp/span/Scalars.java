package dev.changeover.ingest.otlp.span;

import io.opentelemetry.proto.common.v1.AnyValue;
import org.jspecify.annotations.Nullable;

/** Attribute values as text. */
final class Scalars {
  private Scalars() {}

  /** The text of a string, boolean or number; null for arrays, maps, bytes and nothing. */
  static @Nullable String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> storable(value.getStringValue());
      case BOOL_VALUE -> String.valueOf(value.getBoolValue());
      case INT_VALUE -> String.valueOf(value.getIntValue());
      case DOUBLE_VALUE -> String.valueOf(value.getDoubleValue());
      default -> null;
    };
  }

  /** PostgreSQL's text cannot hold the character U+0000; it becomes U+FFFD. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}

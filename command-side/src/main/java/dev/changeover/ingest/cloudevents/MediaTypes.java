package dev.changeover.ingest.cloudevents;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media types that events come in. */
final class MediaTypes {
  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";
  private static final Set<String> LINES =
      Set.of(
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines",
          "application/json-lines");

  private MediaTypes() {}

  /** Type and subtype in lower case, without parameters. A sender that says nothing means JSON. */
  static String essence(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return "application/json";
    }
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  static boolean isLines(String essence) {
    return LINES.contains(essence);
  }

  static boolean isJson(String essence) {
    return essence.equals("application/json")
        || essence.equals("text/json")
        || essence.endsWith("+json");
  }
}

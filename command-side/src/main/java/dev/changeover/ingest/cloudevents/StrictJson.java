package dev.changeover.ingest.cloudevents;

import dev.changeover.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON from strangers. Each element of a top-level array is read on its own, so that a fault
 * inside one element is that element's fault only; text that is not JSON at all is the fault of the
 * whole.
 */
final class StrictJson {
  /** Members and elements inside each other, counted from the event. */
  static final int MAX_DEPTH = 64;

  /** Longest text, in characters. */
  static final int MAX_STRING_CHARACTERS = 256 * 1024;

  /** Longest document, in bytes. */
  static final int MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

  // What ends the reading of the whole document stands far above the limits of one element.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2_000)
                  .maxNameLength(MAX_DOCUMENT_BYTES)
                  .maxStringLength(MAX_DOCUMENT_BYTES)
                  .maxNumberLength(MAX_DOCUMENT_BYTES)
                  .maxDocumentLength(MAX_DOCUMENT_BYTES)
                  .build())
          .build();

  private StrictJson() {}

  /** A JSON document: an array of elements, or one value. */
  record Document(boolean array, List<JsonElement> elements) {}

  /**
   * Reads a document.
   *
   * @throws RefusedEvent where the bytes are not JSON; the detail names line and column
   */
  static Document read(byte[] json) {
    if (json.length > MAX_DOCUMENT_BYTES) {
      throw RefusedEvent.at(
          ProblemCode.BODY_TOO_LARGE,
          "",
          "the document has %d bytes, at most %d are taken; send it in parts"
              .formatted(json.length, MAX_DOCUMENT_BYTES));
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return document(parser);
    } catch (JacksonException wrong) {
      throw RefusedEvent.at(ProblemCode.JSON_MALFORMED, "", describe(wrong));
    }
  }

  private static Document document(JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw RefusedEvent.at(ProblemCode.JSON_MALFORMED, "", "the body is empty");
    }
    List<JsonElement> elements = new ArrayList<>();
    boolean array = first == JsonToken.START_ARRAY;
    if (array) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(JsonElement.read(parser));
      }
    } else {
      elements.add(JsonElement.read(parser));
    }
    if (parser.nextToken() != null) {
      throw RefusedEvent.at(
          ProblemCode.JSON_MALFORMED,
          "",
          "something follows the end of the JSON value; several events go into one array, or one on"
              + " each line as application/x-ndjson");
    }
    return new Document(array, elements);
  }

  private static String describe(JacksonException wrong) {
    TokenStreamLocation location = wrong.getLocation();
    String place =
        location == null
            ? ""
            : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    return wrong.getOriginalMessage() + place;
  }
}

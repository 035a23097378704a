package dev.changeover.ops.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cuts a file into requests. A file of lines is cut into batches of lines and read as it is sent; a
 * file that is one JSON document is one request per item of its array, or one in all.
 */
final class Parcels implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String EVENTS = "/events";
  private static final String LINES = "application/x-ndjson";

  /**
   * One request.
   *
   * @param lines the line of the file, from 1, that each item begins in
   */
  record Parcel(String path, String contentType, List<String> items, List<Integer> lines) {
    int firstLine() {
      return lines.getFirst();
    }

    byte[] body() {
      return String.join("\n", items).getBytes(StandardCharsets.UTF_8);
    }
  }

  private final BufferedReader reader;
  private final int batch;
  private int line;
  private @Nullable String ahead;

  private Parcels(BufferedReader reader, int batch) {
    this.reader = reader;
    this.batch = batch;
  }

  static Parcels of(BufferedReader reader, int batch) {
    return new Parcels(reader, batch);
  }

  static Parcels open(String file, int batch) {
    if (file.endsWith(".yaml") || file.endsWith(".yml")) {
      throw new CommandFailed(
          file
              + " is YAML, and events are JSON; a release plan is handed in with"
              + " PUT /releases/ENV/RELEASE, see README.md");
    }
    try {
      return new Parcels(
          "-".equals(file)
              ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
              : Files.newBufferedReader(Path.of(file)),
          batch);
    } catch (NoSuchFileException missing) {
      throw new CommandFailed("there is no file " + file, missing);
    } catch (IOException failure) {
      throw new CommandFailed("cannot read " + file + ": " + failure, failure);
    }
  }

  /** The next request; null at the end. */
  @Nullable Parcel next() throws IOException {
    String first = nextLine();
    if (first == null) {
      return null;
    }
    int firstLine = line;
    String start = first.strip();
    if (beginsDocument(start)) {
      return document(start, firstLine);
    }
    if (isOtlp(start)) {
      return otlp(List.of(start), firstLine);
    }
    if (start.startsWith("[")) {
      return events(itemsOf(start), firstLine);
    }
    List<String> items = new ArrayList<>(List.of(start));
    List<Integer> lines = new ArrayList<>(List.of(firstLine));
    for (String next = nextLine(); next != null; next = nextLine()) {
      if (items.size() == batch || isOtlp(next)) {
        ahead = next;
        line--;
        break;
      }
      items.add(next.strip());
      lines.add(line);
    }
    return new Parcel(EVENTS, LINES, List.copyOf(items), List.copyOf(lines));
  }

  /** A document over several lines: the whole rest of the file. */
  private Parcel document(String start, int firstLine) throws IOException {
    StringBuilder text = new StringBuilder(start);
    for (String next = reader.readLine(); next != null; next = reader.readLine()) {
      text.append('\n').append(next);
      line++;
    }
    JsonNode document;
    try {
      document = JSON.readTree(text.toString());
    } catch (JacksonException wrong) {
      throw brokenFrom(firstLine, wrong);
    }
    String flat = document.toString();
    if (isOtlp(flat)) {
      return otlp(List.of(flat), firstLine);
    }
    return events(document.isArray() ? itemsOf(flat) : List.of(flat), firstLine);
  }

  private static CommandFailed brokenFrom(int firstLine, JacksonException wrong) {
    TokenStreamLocation place = wrong.getLocation();
    return new CommandFailed(
        "what begins in line %d cannot be read as JSON at line %d, column %d; nothing from there on was sent: correct the file and send it again, what was accepted counts once"
            .formatted(firstLine, firstLine + place.getLineNr() - 1, place.getColumnNr()),
        wrong);
  }

  private @Nullable String nextLine() throws IOException {
    String next = ahead;
    ahead = null;
    if (next != null) {
      line++;
      return next;
    }
    do {
      next = reader.readLine();
      line++;
    } while (next != null && next.isBlank());
    return next;
  }

  private static List<String> itemsOf(String array) {
    List<String> items = new ArrayList<>();
    JSON.readTree(array).forEach(item -> items.add(item.toString()));
    return items;
  }

  private static boolean beginsDocument(String text) {
    return (text.startsWith("{") && !text.endsWith("}"))
        || (text.startsWith("[") && !text.endsWith("]"));
  }

  private static boolean isOtlp(String text) {
    return text.contains("\"resourceSpans\"") || text.contains("\"resourceMetrics\"");
  }

  private static Parcel events(List<String> items, int firstLine) {
    return new Parcel(EVENTS, LINES, List.copyOf(items), atLine(firstLine, items.size()));
  }

  private static Parcel otlp(List<String> items, int firstLine) {
    String path = items.getFirst().contains("\"resourceSpans\"") ? "/v1/traces" : "/v1/metrics";
    return new Parcel(path, "application/json", items, List.of(firstLine));
  }

  private static List<Integer> atLine(int line, int times) {
    return Collections.nCopies(times, line);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

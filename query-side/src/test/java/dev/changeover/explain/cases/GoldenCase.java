package dev.changeover.explain.cases;

import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.event.StoredType;
import dev.changeover.event.json.EventJson;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One directory with {@code events.jsonl} and {@code question.json}.
 *
 * @param events in the order of the file, which is the order of the log; recorded when they
 *     occurred, or with the one before where that is later, unless a line has {@code recordedAt}
 * @param question e.g. {@code
 *     {"question":"RETRY","environment":"production","action":"order/4711","instant":"…"}}
 */
record GoldenCase(Path directory, List<Recorded<Event>> events, JsonNode question) {

  static final Path ROOT = Path.of("src/test/resources/cases");

  private static final Supplier<List<GoldenCase>> ALL = SingletonSupplier.of(GoldenCase::readAll);

  /** All cases, in the order of their paths; read once. */
  static List<GoldenCase> all() {
    return ALL.get();
  }

  /** Those that ask this question. */
  static List<GoldenCase> asking(Question question) {
    return all().stream().filter(each -> each.asks() == question).toList();
  }

  private static List<GoldenCase> readAll() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.endsWith("question.json"))
          .sorted()
          .map(file -> read(directoryOf(file)))
          .toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /**
   * One moment of an incident: the events lie one directory above the question, and what was not
   * yet recorded at its instant is not known.
   */
  static GoldenCase moment(Path directory) {
    List<Recorded<Event>> events = events(directoryOf(directory).resolve("events.jsonl"));
    ObjectNode question = (ObjectNode) question(directory);
    Instant instant = Instant.parse(question.get("instant").asString());
    long known = events.stream().filter(each -> !each.recordedAt().isAfter(instant)).count();
    question.put("position", known - 1);
    return new GoldenCase(directory, events, question);
  }

  Question asks() {
    return Question.valueOf(field("question").orElseThrow());
  }

  /** The folder that it is in, e.g. {@code RETRY-07}. */
  String rule() {
    return directoryOf(directory).getFileName().toString();
  }

  /** Every case lies two levels below its root, so there is always one above. */
  private static Path directoryOf(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  String name() {
    return rule() + "/" + directory.getFileName();
  }

  /**
   * The moment of the question; the position is the end of the log unless the question says one.
   */
  Asked asked() {
    return new Asked(
        question.path("position").asLong(events.size() - 1L),
        Instant.parse(question.path("instant").asString()));
  }

  /** A field of the question; empty where it is absent. */
  Optional<String> field(String name) {
    return Optional.ofNullable(question.get(name)).map(JsonNode::asString);
  }

  /** The events up to the position asked about. */
  List<Recorded<Event>> known() {
    return events.stream().filter(each -> each.position() <= asked().position()).toList();
  }

  private static GoldenCase read(Path directory) {
    return new GoldenCase(
        directory, events(directory.resolve("events.jsonl")), question(directory));
  }

  private static JsonNode question(Path directory) {
    return EventJson.mapper().readTree(text(directory.resolve("question.json")));
  }

  private static List<Recorded<Event>> events(Path file) {
    List<Recorded<Event>> events = new ArrayList<>();
    Instant clock = Instant.MIN;
    for (String line : text(file).lines().toList()) {
      if (!line.isBlank()) {
        Recorded<Event> event = event(events.size(), clock, EventJson.mapper().readTree(line));
        clock = event.recordedAt();
        events.add(event);
      }
    }
    return List.copyOf(events);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Recorded<Event> event(long position, Instant clock, JsonNode line) {
    JsonNode context = line.get("context");
    JsonNode content = line.get("subject").get("content");
    String type = context.get("type").asString();
    String name =
        type.substring(
            EventCatalog.WIRE_PREFIX.length(),
            type.length() - EventCatalog.WIRE_VERSION.length() - 1);
    Instant occurredAt = Instant.parse(context.get("timestamp").asString());
    JsonNode told = line.get("recordedAt");
    Instant recordedAt =
        told != null
            ? Instant.parse(told.asString())
            : occurredAt.isAfter(clock) ? occurredAt : clock;
    return new Recorded<>(
        position,
        new EventId(context.get("source").asString(), context.get("id").asString()),
        content.path("environment").asString(null),
        line.get("subject").get("id").asString(),
        occurredAt,
        recordedAt,
        EventJson.read(EventCatalog.recordOf(new StoredType(name, 1)), content));
  }
}

package dev.changeover.event.contract;

import dev.changeover.event.Event;
import dev.changeover.event.StoredType;
import dev.changeover.event.json.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One approved file.
 *
 * @param json what it says, without the white space between members
 */
record ApprovedEvent(StoredType type, String json) {
  private static final Path DIRECTORY = Path.of("src/test/resources/events");

  /** All approved files, in the order of their names. */
  static List<ApprovedEvent> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().map(ApprovedEvent::in).toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  Event read() {
    return EventJson.read(type, json.getBytes(StandardCharsets.UTF_8));
  }

  private static ApprovedEvent in(Path file) {
    try {
      String name = file.getFileName().toString().replaceFirst("\\.json$", "");
      String json = EventJson.mapper().readTree(Files.readString(file)).toString();
      return new ApprovedEvent(StoredType.parse(name), json);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public String toString() {
    return type.toString();
  }
}

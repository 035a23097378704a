package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.Recorded;
import dev.changeover.event.json.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Events in the public form, as golden cases keep them and {@code changeover send} takes them. */
final class CaseFiles {
  private CaseFiles() {}

  /** One line: what a source would send, with the moment at which it was recorded. */
  static String line(Recorded<Event> fact) {
    ObjectNode line = EventJson.mapper().createObjectNode();
    String type = EventCatalog.of(fact.event().getClass()).type().name();
    line.putObject("context")
        .put("specversion", "0.5.1")
        .put("id", fact.id().id())
        .put("source", fact.id().source())
        .put("type", EventCatalog.WIRE_PREFIX + type + "." + EventCatalog.WIRE_VERSION)
        .put("timestamp", fact.occurredAt().toString());
    ObjectNode content =
        (ObjectNode)
            EventJson.mapper()
                .readTree(new String(EventJson.write(fact.event()), StandardCharsets.UTF_8));
    content.put("environment", fact.environment());
    line.putObject("subject").put("id", fact.subject()).set("content", content);
    line.put("recordedAt", fact.recordedAt().toString());
    return line.toString();
  }

  /** Writes {@code events.jsonl} and {@code question.json}. */
  static void write(Path directory, String question, List<Recorded<Event>> facts) {
    List<String> lines = new ArrayList<>();
    facts.forEach(each -> lines.add(line(each)));
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve("events.jsonl"), lines);
      Files.writeString(directory.resolve("question.json"), question + "\n");
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot write the case to " + directory, fault);
    }
  }
}

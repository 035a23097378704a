package dev.changeover.export;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.changeover.event.json.EventJson;
import dev.changeover.ledger.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;

/** One JSON object per line; payload and extras as they are stored. */
final class JsonLines implements EventWriter {
  private static final ObjectWriter LINES = EventJson.mapper().writerFor(Line.class);

  private record Line(
      long position,
      String source,
      String id,
      String type,
      String subject,
      @Nullable String environment,
      Instant occurredAt,
      Instant recordedAt,
      @JsonRawValue String payload,
      @Nullable @JsonRawValue String extras) {}

  @Override
  public void write(StoredEvent event, OutputStream out) throws IOException {
    out.write(
        LINES.writeValueAsBytes(
            new Line(
                event.position(),
                event.source(),
                event.id(),
                event.type(),
                event.subject(),
                event.environment(),
                event.occurredAt(),
                event.recordedAt(),
                oneLine(event.payload()),
                event.extras() == null ? null : oneLine(event.extras()))));
    out.write('\n');
  }

  /** In JSON a line break can only be spacing: within a text it is escaped. */
  private static String oneLine(String json) {
    return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
        ? json
        : json.replace('\n', ' ').replace('\r', ' ');
  }
}

package dev.changeover.export;

import dev.changeover.ledger.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 in UTF-8, with a header. A cell that a spreadsheet could take for a formula gets an
 * apostrophe before it. Source: OWASP, "CSV Injection".
 */
final class Csv implements EventWriter {
  private static final String LINE_END = "\r\n";
  private static final List<String> HEADER =
      List.of(
          "position",
          "source",
          "id",
          "type",
          "subject",
          "environment",
          "occurredAt",
          "recordedAt",
          "payload",
          "extras");

  /** The last four are the full-width forms, which spreadsheets take for the plain ones. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

  private long neutralised;

  @Override
  public void begin(OutputStream out) throws IOException {
    line(HEADER, out);
  }

  @Override
  public void write(StoredEvent event, OutputStream out) throws IOException {
    line(
        List.of(
            Long.toString(event.position()),
            event.source(),
            event.id(),
            event.type(),
            event.subject(),
            textOf(event.environment()),
            event.occurredAt().toString(),
            event.recordedAt().toString(),
            event.payload(),
            textOf(event.extras())),
        out);
  }

  @Override
  public long neutralisedCells() {
    return neutralised;
  }

  private void line(List<String> cells, OutputStream out) throws IOException {
    out.write(
        cells.stream()
            .map(this::neutral)
            .map(Csv::quoted)
            .collect(Collectors.joining(",", "", LINE_END))
            .getBytes(StandardCharsets.UTF_8));
  }

  private String neutral(String cell) {
    if (cell.isEmpty() || BEGINS_A_FORMULA.indexOf(cell.charAt(0)) < 0) {
      return cell;
    }
    neutralised++;
    return "'" + cell;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String textOf(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}

package dev.changeover.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ledger.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void defuses_whatever_a_spreadsheet_could_take_for_a_formula() throws IOException {
    for (String attack :
        List.of(
            "=HYPERLINK(0)",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\0=1",
            "\uFF1D1",
            "\uFF0B1",
            "\uFF0D1",
            "\uFF201")) {
      var csv = new Csv();
      assertThat(subjectCell(csv, attack)).startsWith("'").isEqualTo("'" + attack);
      assertThat(csv.neutralisedCells()).isEqualTo(1);
    }
  }

  @Test
  void leaves_other_cells_as_they_are() throws IOException {
    var csv = new Csv();
    for (String harmless : List.of("order/4711", "a=b", "'quoted", "1-2", "ä")) {
      assertThat(subjectCell(csv, harmless)).isEqualTo(harmless);
    }
    assertThat(csv.neutralisedCells()).isZero();
  }

  @Test
  void quotes_what_would_end_a_cell_or_a_line() throws IOException {
    var out = new ByteArrayOutputStream();
    new Csv().write(event("a,\"b\"\r\nc"), out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "7,/s,i,t.1,\"a,\"\"b\"\"\r\nc\",production,2026-11-20T14:00:00Z,"
                + "2026-11-20T14:00:01Z,\"{\"\"x\"\":1}\",\r\n");
  }

  @Test
  void a_formula_that_needs_quotes_is_defused_within_them() throws IOException {
    assertThat(subjectCell(new Csv(), "=1,2")).isEqualTo("'=1,2");
  }

  /** The cell as a reader of RFC 4180 sees it. */
  private static String subjectCell(Csv csv, String subject) throws IOException {
    var out = new ByteArrayOutputStream();
    csv.write(event(subject), out);
    var line = out.toString(StandardCharsets.UTF_8);
    var cell = line.substring("7,/s,i,t.1,".length(), line.indexOf(",production"));
    return cell.startsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
        : cell;
  }

  private static StoredEvent event(String subject) {
    return new StoredEvent(
        7,
        "/s",
        "i",
        "t.1",
        "production",
        subject,
        Instant.parse("2026-11-20T14:00:00Z"),
        Instant.parse("2026-11-20T14:00:01Z"),
        "{\"x\":1}",
        null);
  }
}

package dev.changeover.ops.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.changeover.ops.cli.Parcels.Parcel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParcelsTest {

  @Test
  void cuts_lines_into_batches_and_keeps_their_numbers() throws IOException {
    List<Parcel> parcels = cut("{\"a\":1}\n\n{\"a\":2}\n{\"a\":3}\n", 2);
    assertThat(parcels)
        .extracting(Parcel::items)
        .containsExactly(List.of("{\"a\":1}", "{\"a\":2}"), List.of("{\"a\":3}"));
    assertThat(parcels).extracting(Parcel::lines).containsExactly(List.of(1, 3), List.of(4));
    assertThat(new String(parcels.getFirst().body(), UTF_8)).isEqualTo("{\"a\":1}\n{\"a\":2}");
  }

  @Test
  void keeps_a_line_that_is_not_json_so_that_the_server_can_name_its_fault() throws IOException {
    assertThat(cut("oops\n{\"a\":3}\n", 9).getFirst().items()).containsExactly("oops", "{\"a\":3}");
  }

  @Test
  void reads_an_array_as_its_items_on_one_line_or_on_many() throws IOException {
    assertThat(cut("[{\"a\":1},{\"a\":2}]", 9).getFirst().items())
        .isEqualTo(cut("[\n {\"a\":1},\n {\"a\":2}\n]\n", 9).getFirst().items())
        .containsExactly("{\"a\":1}", "{\"a\":2}");
  }

  @Test
  void knows_traces_from_events() throws IOException {
    List<Parcel> parcels =
        cut("{\"a\":1}\n{\"resourceSpans\":[]}\n{\"resourceMetrics\":[]}\n{\"a\":2}\n", 9);
    assertThat(parcels)
        .extracting(Parcel::path)
        .containsExactly("/events", "/v1/traces", "/v1/metrics", "/events");
    assertThat(cut("{\n \"resourceSpans\": []\n}", 9).getFirst().path()).isEqualTo("/v1/traces");
  }

  @Test
  void says_where_a_document_is_broken() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> cut("\n\n{ \"a\": \n oops }\n", 9))
        .withMessageContaining("what begins in line 3")
        .withMessageContaining("at line 4, column ");
  }

  @Test
  void says_where_a_release_plan_goes() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> Parcels.open("plan.yaml", 9))
        .withMessageContaining("PUT /releases/ENV/RELEASE");
  }

  private static List<Parcel> cut(String text, int batch) throws IOException {
    List<Parcel> all = new ArrayList<>();
    try (Parcels parcels = Parcels.of(new BufferedReader(new StringReader(text)), batch)) {
      for (Parcel next = parcels.next(); next != null; next = parcels.next()) {
        all.add(next);
      }
    }
    return all;
  }
}

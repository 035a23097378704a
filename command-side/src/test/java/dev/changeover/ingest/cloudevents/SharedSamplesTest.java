package dev.changeover.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.OtherFact;
import dev.changeover.log.NewFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The examples that the CDEvents project publishes with each version of its specification, and the
 * faulty ones of its Java SDK. They are not part of this repository: the directory is {@code
 * ../../shared/data}, or the system property {@code changeover.shared-data}.
 */
class SharedSamplesTest {
  private static final Path CDEVENTS =
      Path.of(System.getProperty("changeover.shared-data", "../../shared/data"), "cdevents");

  @Test
  void every_conformance_file_of_every_version_is_taken() throws IOException {
    List<Path> files = files("conformance");
    assertThat(files).hasSizeGreaterThan(90);
    for (Path file : files) {
      NewFact fact = Sent.fact(Files.readString(file));
      assertThat(fact.subject()).as(file.toString()).isNotBlank();
      String name = file.getFileName().toString();
      if (name.startsWith("service_") || name.startsWith("incident_")) {
        assertThat(fact.event()).as(file.toString()).isNotInstanceOf(OtherFact.class);
        assertThat(fact.environment()).as(file.toString()).isNotNull();
      }
    }
  }

  @Test
  void every_faulty_file_is_refused_at_its_place() throws IOException {
    assertThat(Sent.problem(faulty("artifact_packaged_with_no_content.json")).pointer())
        .isEqualTo("/subject/content");
    assertThat(Sent.problem(faulty("artifact_published_with_no_context.json")).pointer())
        .isEqualTo("/context");
    assertThat(Sent.problem(faulty("artifact_signed_with_invalid_type.json")).pointer())
        .isEqualTo("/context/type");
  }

  @Test
  void events_that_leave_out_only_what_is_optional_are_taken() throws IOException {
    for (Path file : files("sdk-java-negative")) {
      if (file.toString().endsWith("_optional.json")) {
        assertThat(Sent.fact(Files.readString(file)).environment()).isNull();
      }
    }
  }

  private static String faulty(String name) throws IOException {
    requirePresence();
    return Files.readString(CDEVENTS.resolve("sdk-java-negative").resolve(name));
  }

  private static List<Path> files(String folder) throws IOException {
    requirePresence();
    try (Stream<Path> all = Files.walk(CDEVENTS)) {
      return all.filter(file -> file.toString().endsWith(".json"))
          .filter(file -> file.endsWith(Path.of(folder).resolve(file.getFileName())))
          .sorted()
          .toList();
    }
  }

  private static void requirePresence() {
    Assumptions.assumeTrue(
        Files.isDirectory(CDEVENTS),
        () -> CDEVENTS.toAbsolutePath() + " is absent; set -Dchangeover.shared-data=DIRECTORY");
  }
}

package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The schema may grow, and must not break those who ask. It is compared with the one that was
 * published; {@code -Dapprove} publishes what was added. What is taken away on purpose is taken out
 * of the published file by hand, so that whoever reviews the change reads what breaks.
 */
class PublishedSchemaTest {
  private static final Path SCHEMA = Path.of("../api-schema/src/main/resources/graphql");
  private static final Path PUBLISHED = Path.of("src/test/resources/published.graphqls");
  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "^ *(\"\"\"(?s:.*?)\"\"\"|\"(\\\\.|[^\"\\\\\\v])*\") *\\R", Pattern.MULTILINE);

  @Test
  void breaks_nobody_and_is_published_as_a_whole() throws IOException {
    GraphQLSchema schema = schema(sources());
    assertThat(broken(schema(Files.readString(PUBLISHED)), schema))
        .as("what those who ask would lose; add beside it instead, and deprecate")
        .isEmpty();
    if (System.getProperty("approve") != null) {
      Files.writeString(PUBLISHED, print(schema));
    }
    assertThat(print(schema))
        .as("%s; run with -Dapprove to publish what was added", PUBLISHED)
        .isEqualTo(Files.readString(PUBLISHED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a field                        | (?m)^  digest: String!$     | ''
          a value of an enum             | (?m)^  UNKNOWN$             | ''
          a type                         | VerdictChange               | ChangedVerdict
          an argument                    | [(]\\s+fromStep: String\\s+[)] | ''
          a question without an argument | [(]\\s+fromStep: String\\s+[)] | '(fromStep: String, why: String!)'
          an answer that is always there | (?m)^  answer: Answer!$     | '  answer: Answer'
          an input with less in it       | (?m)^  position: Long$      | '  position: Long!'
          """)
  void would_notice_that_somebody_loses(String what, String published, String changed)
      throws IOException {
    String before = Files.readString(PUBLISHED);
    String after = before.replaceAll(published, changed);
    assertThat(after).as("a schema without %s", what).isNotEqualTo(before);
    assertThat(broken(schema(before), schema(after))).as(what).isNotEmpty();
  }

  private static List<String> broken(GraphQLSchema published, GraphQLSchema changed) {
    CapturingReporter reporter = new CapturingReporter();
    new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(published, changed), reporter);
    return reporter.getBreakages().stream().map(DiffEvent::getReasonMsg).toList();
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.list(SCHEMA)) {
      for (Path file : files.sorted().toList()) {
        sources.append(Files.readString(file)).append('\n');
      }
    }
    return sources.toString();
  }

  private static GraphQLSchema schema(String sources) {
    TypeDefinitionRegistry types = new SchemaParser().parse(sources);
    return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
  }

  /** Without what documents it: words may change. */
  private static String print(GraphQLSchema schema) {
    SchemaPrinter.Options options =
        SchemaPrinter.Options.defaultOptions()
            .includeDirectiveDefinitions(false)
            .includeScalarTypes(true);
    return DESCRIPTION.matcher(new SchemaPrinter(options).print(schema)).replaceAll("");
  }
}

package dev.changeover.release;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.json.EventJson;
import dev.changeover.event.json.MalformedEvent;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.problem.CommandRefused;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a plan from YAML, or from JSON, which is YAML too. The form is the published JSON Schema,
 * {@code schema/release-plan.schema.json}; a class is made of it only after it has passed.
 */
public final class PlanReader {
  private static final String SCHEMA = "/schema/release-plan.schema.json";

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(256 * 1024)
                          .maxDocumentLength(8L * 1024 * 1024)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Schema schema;

  public PlanReader() {
    try (InputStream text = ReleasePlan.class.getResourceAsStream(SCHEMA)) {
      this.schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Objects.requireNonNull(text, SCHEMA + " is missing"), InputFormat.JSON);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads a plan.
   *
   * @throws CommandRefused with PLAN_UNREADABLE where the text is no YAML, with PLAN_INVALID and a
   *     pointer for each fault where it has not the form of the schema
   */
  public ReleasePlan read(byte[] text) {
    JsonNode document = document(text);
    List<Problem> faults = schema.validate(document).stream().map(PlanReader::fault).toList();
    if (!faults.isEmpty()) {
      throw new CommandRefused(invalid(faults));
    }
    var event = JsonNodeFactory.instance.objectNode().put("release", "");
    event.set("plan", document);
    event.put("release", document.path("release").asString());
    try {
      return EventJson.read(ReleasePlanned.class, event).plan();
    } catch (MalformedEvent wrong) {
      String pointer = wrong.pointer().replaceFirst("^/plan", "");
      throw new CommandRefused(Problem.at(ProblemCode.PLAN_INVALID, pointer, wrong.getMessage()));
    }
  }

  /** All faults as one problem: the first one, and the list of all. At least one. */
  static Problem invalid(List<Problem> faults) {
    Problem first = faults.getFirst();
    return new Problem(ProblemCode.PLAN_INVALID, first.detail(), first.pointer(), faults);
  }

  private static JsonNode document(byte[] text) {
    try {
      return YAML.readTree(text);
    } catch (JacksonException wrong) {
      throw new CommandRefused(
          Problem.at(ProblemCode.PLAN_UNREADABLE, "", String.valueOf(wrong.getOriginalMessage())));
    }
  }

  private static Problem fault(Error error) {
    // A missing or unknown member is named by its own place, not by that of its object.
    String member = error.getProperty();
    String pointer =
        error.getInstanceLocation()
            + (member == null ? "" : "/" + member.replace("~", "~0").replace("/", "~1"));
    boolean version =
        "type".equals(error.getKeyword())
            && error.getInstanceNode() != null
            && error.getInstanceNode().isNumber();
    return Problem.at(
        ProblemCode.PLAN_INVALID,
        pointer,
        error.getMessage() + (version ? "; put a version that looks like a number in quotes" : ""));
  }
}

package dev.changeover.ingest.otlp.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * OTLP's JSON form. It differs from protobuf's own in that trace and span ids are hexadecimal, not
 * base64; unknown members are ignored. Source: OTLP specification, "JSON Protobuf Encoding".
 */
final class JsonForm {
  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");
  private static final int LONGEST_STRING = 256 * 1024;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Form.DEEPEST)
                          .maxStringLength(LONGEST_STRING)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonForm() {}

  static void merge(byte[] body, Message.Builder into) throws MalformedExport {
    try {
      JsonNode root = MAPPER.readTree(body);
      if (!root.isObject()) {
        throw new MalformedExport(
            "the body must be a JSON object", new IllegalArgumentException("no object"));
      }
      idsToBase64(root);
      JsonFormat.parser().ignoringUnknownFields().merge(MAPPER.writeValueAsString(root), into);
    } catch (JacksonException wrong) {
      throw new MalformedExport("the body is not JSON: " + wrong.getOriginalMessage(), wrong);
    } catch (InvalidProtocolBufferException | IllegalArgumentException wrong) {
      throw new MalformedExport("the body is not OTLP/JSON: " + wrong.getMessage(), wrong);
    }
  }

  private static void idsToBase64(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : IDS) {
        JsonNode id = object.get(name);
        if (id != null && id.isString()) {
          byte[] bytes = HexFormat.of().parseHex(id.stringValue());
          object.put(name, Base64.getEncoder().encodeToString(bytes));
        }
      }
    }
    node.forEach(JsonForm::idsToBase64);
  }
}

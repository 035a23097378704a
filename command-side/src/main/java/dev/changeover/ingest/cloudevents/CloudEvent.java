package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.problem.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CloudEvent whose data is a CDEvent. Source: CloudEvents 1.0.2, JSON event format and HTTP
 * protocol binding.
 *
 * @param attributes all attributes as text, {@code data} not among them
 * @param data the CDEvent inside
 * @param form how it came, which decides what pointers lead to
 */
record CloudEvent(Map<String, String> attributes, JsonNode data, Form form) {

  /** How the event came. */
  enum Form {
    /** Attributes in {@code ce-} headers, the CDEvent is the body. */
    BINARY("", "/context"),
    /** One JSON object, the CDEvent is its {@code data}. */
    STRUCTURED("/data", ""),
    /** One JSON object, the CDEvent is in {@code data_base64}. */
    STRUCTURED_BASE64("/data_base64", "");

    private final String dataPointer;
    private final String attributesPointer;

    Form(String dataPointer, String attributesPointer) {
      this.dataPointer = dataPointer;
      this.attributesPointer = attributesPointer;
    }
  }

  private static final String HEADER_PREFIX = "ce-";
  private static final Set<String> REQUIRED = Set.of("id", "source", "type");
  private static final Set<String> SAID_BY_THE_CDEVENT =
      Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype");

  /** Whether what came beside a body in a plain JSON media type makes it a CloudEvent. */
  static boolean isBinary(Map<String, String> attributes) {
    return attributes.containsKey("specversion")
        || attributes.containsKey("type")
        || attributes.containsKey("id");
  }

  /** Whether an object is a CloudEvent rather than a bare CDEvent. */
  static boolean isStructured(JsonNode node) {
    return node.isObject()
        && !node.has("context")
        && (node.has("data") || node.has("data_base64") || node.has("type"));
  }

  /** Binary mode. */
  static CloudEvent binary(Map<String, String> attributes, JsonNode body) {
    return new CloudEvent(new TreeMap<>(attributes), body, Form.BINARY).checked();
  }

  /** Out of HTTP headers, names in lower case; values are percent-encoded UTF-8. */
  static Map<String, String> attributes(Map<String, String> headers) {
    Map<String, String> attributes = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(HEADER_PREFIX)) {
            attributes.put(name.substring(HEADER_PREFIX.length()), decoded(value));
          }
        });
    return attributes;
  }

  /** Structured mode, also one element of a batch. */
  static CloudEvent structured(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw RefusedEvent.malformed(
          "", "is %s; expected a CloudEvent, an object".formatted(Fields.describe(node)));
    }
    Map<String, String> attributes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      if (!member.getKey().startsWith("data_base64")
          && !member.getKey().equals("data")
          && value.isValueNode()
          && !value.isNull()) {
        attributes.put(member.getKey(), value.asString());
      }
    }
    boolean base64 = !object.has("data") && object.has("data_base64");
    Form form = base64 ? Form.STRUCTURED_BASE64 : Form.STRUCTURED;
    JsonNode data = base64 ? decoded(new Fields(object, "")) : data(new Fields(object, ""));
    return new CloudEvent(attributes, data, form).checked();
  }

  /** Attributes that the CDEvent does not say itself. */
  Map<String, String> extensions() {
    Map<String, String> extensions = new LinkedHashMap<>(attributes);
    extensions.keySet().removeAll(SAID_BY_THE_CDEVENT);
    return extensions;
  }

  String dataPointer() {
    return form.dataPointer;
  }

  /** Refuses an envelope that says another identity or type than the CDEvent inside. */
  void agreeWith(JsonNode cdevent) {
    for (String name : REQUIRED) {
      String inside = CDEvent.peek(cdevent, name);
      String outside = attributes.get(name);
      if (inside != null && !inside.equals(outside)) {
        throw RefusedEvent.at(
            ProblemCode.EVENT_ATTRIBUTES_DISAGREE,
            at(name),
            "the CloudEvent's %s is '%s', the CDEvent's context.%s is '%s'; they must be the same"
                .formatted(name, outside, name, inside));
      }
    }
  }

  private CloudEvent checked() {
    String version = attributes.get("specversion");
    if (!"1.0".equals(version)) {
      throw RefusedEvent.at(
          ProblemCode.EVENT_VERSION_UNKNOWN,
          form == Form.BINARY ? "" : "/specversion",
          "the CloudEvent's specversion is '%s'; expected 1.0".formatted(version));
    }
    for (String name : REQUIRED) {
      if (attributes.getOrDefault(name, "").isEmpty()) {
        throw RefusedEvent.malformed(
            at(name), "the CloudEvent's attribute %s is missing".formatted(name));
      }
    }
    String type = attributes.get("type");
    if (type != null && !type.startsWith("dev.cdevents.") && !type.startsWith("dev.cdeventsx.")) {
      throw RefusedEvent.at(
          ProblemCode.EVENT_TYPE_UNKNOWN,
          at("type"),
          "type '%s' is no CDEvent; taken are dev.cdevents.<subject>.<predicate>.<version> and"
                  .formatted(type)
              + " dev.cdeventsx.<tool>-<subject>.<predicate>.<version>, with a CDEvent as data");
    }
    return this;
  }

  private String at(String attribute) {
    return form.attributesPointer + "/" + attribute;
  }

  private static JsonNode data(Fields event) {
    requireJson(event);
    return event.object("data").object();
  }

  private static JsonNode decoded(Fields event) {
    requireJson(event);
    try {
      return base64(event);
    } catch (RefusedEvent inside) {
      throw new RefusedEvent(inside.problem().under(event.at("data_base64")));
    }
  }

  private static JsonNode base64(Fields event) {
    JsonNode text = event.object().path("data_base64");
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.isString() ? text.stringValue() : "?");
    } catch (IllegalArgumentException wrong) {
      throw RefusedEvent.malformed("", "is not Base64");
    }
    StrictJson.Document document = StrictJson.read(bytes);
    JsonElement element = document.elements().isEmpty() ? null : document.elements().getFirst();
    if (document.array() || element == null) {
      throw RefusedEvent.malformed("", "the decoded data is an array; expected one CDEvent");
    }
    if (element.fault() != null) {
      throw new RefusedEvent(element.fault());
    }
    return element.value();
  }

  private static void requireJson(Fields event) {
    String contentType = event.shown("datacontenttype");
    if (contentType != null && !MediaTypes.isJson(MediaTypes.essence(contentType))) {
      throw RefusedEvent.malformed(
          event.at("datacontenttype"),
          "'%s' is not JSON; the data is a CDEvent in application/json".formatted(contentType));
    }
  }

  /** Section 3.1.3.2 of the HTTP binding: surrounding quotes go, then {@code %XX} is UTF-8. */
  private static String decoded(String header) {
    String text = header.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    byte[] encoded = text.getBytes(ISO_8859_1);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (encoded[i] == '%' && high >= 0 && low >= 0) {
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(encoded[i]);
      }
    }
    return decoded.toString(UTF_8);
  }
}

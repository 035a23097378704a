package dev.changeover.event.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.changeover.event.Event;
import dev.changeover.event.EventCatalog;
import dev.changeover.event.StoredType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as JSON and reads them again. Same event, same bytes: members in the order of the
 * record, map entries by key, absent values left out. Members that no record knows are ignored when
 * reading, so that older code reads what newer code added.
 */
public final class EventJson {
  /**
   * What was stored can be read: whatever is too long is refused at the doors, and what is in the
   * log or a read model from before a limit must not keep anybody from reading the rest.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .annotationIntrospector(new NullContract())
          .addModule(ValueTypes.module())
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** What strangers send: a number is no word, no time, no boolean, and is not cut to fit. */
  private static final JsonMapper STRICT =
      MAPPER
          .rebuild()
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(ValueTypes.strict())
          .build();

  private EventJson() {}

  /** The mapper behind it, for states and answers that contain events. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** UTF-8 JSON of the event, without its type. */
  public static byte[] write(Event event) {
    return MAPPER.writeValueAsBytes(event);
  }

  /**
   * Reads what {@link #write} wrote, or an older version of it.
   *
   * @throws MalformedEvent where the bytes are not of the type's form
   */
  public static Event read(StoredType type, byte[] json) {
    try {
      return MAPPER.readValue(json, EventCatalog.recordOf(type));
    } catch (JacksonException wrong) {
      throw malformed(wrong);
    }
  }

  /**
   * Reads the content of a custom event, or another record that clients send. Members that the
   * record does not have are passed over.
   *
   * @throws MalformedEvent with the pointer to the first fault
   */
  public static <T> T read(Class<T> record, JsonNode content) {
    try {
      return STRICT.treeToValue(content, record);
    } catch (JacksonException wrong) {
      throw malformed(wrong);
    }
  }

  private static MalformedEvent malformed(JacksonException wrong) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : wrong.getPath()) {
      String name = step.getPropertyName();
      pointer
          .append('/')
          .append(
              name == null
                  ? String.valueOf(step.getIndex())
                  : name.replace("~", "~0").replace("/", "~1"));
    }
    return new MalformedEvent(pointer.toString(), Fault.describe(wrong), wrong);
  }
}

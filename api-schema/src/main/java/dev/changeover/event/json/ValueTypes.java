package dev.changeover.event.json;

import dev.changeover.event.ActionRef;
import dev.changeover.event.MessageForm;
import dev.changeover.event.VersionRange;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** The JSON forms of the value types that are more than their fields. */
final class ValueTypes {
  private ValueTypes() {}

  static SimpleModule module() {
    return new SimpleModule("changeover-values")
        .addDeserializer(ActionRef.class, new ActionRefReader())
        .addSerializer(MessageForm.class, new MessageFormWriter())
        .addDeserializer(MessageForm.class, new MessageFormReader())
        .addKeyDeserializer(MessageForm.class, new MessageFormKeyReader())
        .addSerializer(VersionRange.class, new VersionRangeWriter())
        .addDeserializer(VersionRange.class, new VersionRangeReader());
  }

  /** {@code "order/4711"} or {@code {"type":"order","id":"4711"}}. */
  private static final class ActionRefReader extends ValueDeserializer<ActionRef> {
    private record Fields(String type, String id) {}

    @Override
    public ActionRef deserialize(JsonParser parser, DeserializationContext context) {
      try {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
          return ActionRef.parse(parser.getString());
        }
        Fields fields = context.readValue(parser, Fields.class);
        return new ActionRef(fields.type(), fields.id());
      } catch (IllegalArgumentException wrong) {
        return context.reportInputMismatch(ActionRef.class, "%s", wrong.getMessage());
      }
    }
  }

  private static final class MessageFormWriter extends ValueSerializer<MessageForm> {
    @Override
    public void serialize(MessageForm form, JsonGenerator out, SerializationContext context) {
      out.writeString(form.text());
    }
  }

  private static final class MessageFormReader extends ValueDeserializer<MessageForm> {
    @Override
    public MessageForm deserialize(JsonParser parser, DeserializationContext context) {
      String text = context.readValue(parser, String.class);
      return text.isBlank()
          ? context.reportInputMismatch(MessageForm.class, "a message form reads name/version")
          : new MessageForm(text);
    }
  }

  private static final class MessageFormKeyReader extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return key.isBlank()
          ? context.reportInputMismatch(MessageForm.class, "a message form reads name/version")
          : new MessageForm(key);
    }
  }

  private static final class VersionRangeWriter extends ValueSerializer<VersionRange> {
    @Override
    public void serialize(VersionRange range, JsonGenerator out, SerializationContext context) {
      if (range.alternatives().size() == 1) {
        out.writeString(range.alternatives().getFirst());
        return;
      }
      out.writeStartArray();
      range.alternatives().forEach(out::writeString);
      out.writeEndArray();
    }
  }

  private static final class VersionRangeReader extends ValueDeserializer<VersionRange> {
    @Override
    public VersionRange deserialize(JsonParser parser, DeserializationContext context) {
      List<String> alternatives = new ArrayList<>();
      if (parser.isExpectedStartArrayToken()) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          alternatives.add(context.readValue(parser, String.class));
        }
      } else {
        alternatives.add(context.readValue(parser, String.class));
      }
      boolean named = !alternatives.isEmpty() && alternatives.stream().noneMatch(String::isBlank);
      return named
          ? new VersionRange(alternatives)
          : context.reportInputMismatch(VersionRange.class, "name at least one version");
    }
  }
}

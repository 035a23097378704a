package dev.changeover.event.json;

import dev.changeover.event.ActionRef;
import dev.changeover.event.MessageForm;
import dev.changeover.event.VersionRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** The JSON forms of the value types that are more than their fields. */
final class ValueTypes {
  private ValueTypes() {}

  /** Whether a record is a text in JSON; its own reader says what is wrong with it. */
  static boolean isText(Class<?> record) {
    return record == ActionRef.class || record == MessageForm.class || record == VersionRange.class;
  }

  static SimpleModule module() {
    return new SimpleModule("changeover-values")
        .addDeserializer(ActionRef.class, new ActionRefReader())
        .addSerializer(MessageForm.class, new MessageFormWriter())
        .addDeserializer(MessageForm.class, new MessageFormReader())
        .addKeyDeserializer(MessageForm.class, new MessageFormKeyReader())
        .addSerializer(VersionRange.class, new VersionRangeWriter())
        .addDeserializer(VersionRange.class, new VersionRangeReader());
  }

  /**
   * What strangers may write. Times and lengths in words only: a bare number could be seconds,
   * milliseconds or minutes. A required text is not blank.
   */
  static SimpleModule strict() {
    return new SimpleModule("changeover-strict")
        .addDeserializer(String.class, new TextReader(false))
        .addDeserializer(Long.class, new CountReader<>(JsonParser::getLongValue))
        .addDeserializer(Long.TYPE, new CountReader<>(JsonParser::getLongValue))
        .addDeserializer(Integer.class, new CountReader<>(JsonParser::getIntValue))
        .addDeserializer(Integer.TYPE, new CountReader<>(JsonParser::getIntValue))
        .addDeserializer(Instant.class, new InstantReader())
        .addDeserializer(Duration.class, new DurationReader());
  }

  /** A number passes for a text, as some write the version of a schema. */
  private static final class TextReader extends ValueDeserializer<String> {
    private final boolean required;

    TextReader(boolean required) {
      this.required = required;
    }

    @Override
    public ValueDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return new TextReader(
          property != null
              && property.isRequired()
              && property.getType().hasRawClass(String.class));
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      JsonToken token = parser.currentToken();
      if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
        return context.reportInputMismatch(String.class, "expected a text");
      }
      String text = parser.getString();
      return required && text.isBlank()
          ? context.reportInputMismatch(String.class, "is empty; expected a text")
          : text;
    }
  }

  /** Every number of the vocabulary counts something; one below 0 could hide another in a sum. */
  private static final class CountReader<N extends Number> extends ValueDeserializer<N> {
    private final Function<JsonParser, N> read;

    CountReader(Function<JsonParser, N> read) {
      this.read = read;
    }

    @Override
    public N deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        N count = read.apply(parser);
        if (count.longValue() >= 0) {
          return count;
        }
      }
      return context.reportInputMismatch(Long.class, "expected a whole number from 0");
    }
  }

  /** Longer than anything that a release waits for, and short enough to be added to any time. */
  private static final Duration LONGEST = Duration.ofDays(365_250);

  private static final class InstantReader extends ValueDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      try {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
          OffsetDateTime time = OffsetDateTime.parse(parser.getString());
          if (time.getYear() >= 1 && time.getYear() <= 9999) {
            return time.toInstant();
          }
        }
      } catch (DateTimeException wrong) {
        // refused below, in the same words as a number
      }
      return context.reportInputMismatch(
          Instant.class, "expected a time as RFC 3339 writes it, e.g. 2026-11-20T14:02:10Z");
    }
  }

  private static final class DurationReader extends ValueDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) {
      try {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
          Duration length = Duration.parse(parser.getString());
          if (LONGEST.compareTo(length) >= 0 && LONGEST.negated().compareTo(length) <= 0) {
            return length;
          }
        }
      } catch (DateTimeException wrong) {
        // refused below, in the same words as a number
      }
      return context.reportInputMismatch(
          Duration.class,
          "expected a duration as ISO 8601 writes it, of at most 1000 years, e.g. PT30S");
    }
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

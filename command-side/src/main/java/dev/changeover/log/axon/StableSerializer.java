package dev.changeover.log.axon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Recorded;
import dev.changeover.event.json.EventJson;
import dev.changeover.log.FactReference;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.StoredFact;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Writes the few things that Axon stores beside events: tokens, metadata of dead letters, and the
 * facts that dead letters stand for. Each has a stable name and a JSON form with a place for
 * nothing else; no name of a class is ever written, and none that is read is ever loaded.
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><th>Name</th><th>JSON</th></tr>
 * <tr><td>{@code token.position.1}</td><td>{@code {"position":41}}; -1: before the first</td></tr>
 * <tr><td>{@code token.replay.1}</td><td>{@code {"position":41,"until":900}}</td></tr>
 * <tr><td>{@code token.merged.1}</td><td>{@code {"position":41,"upper":50}}</td></tr>
 * <tr><td>{@code token.config.1}</td><td>{@code {"id":"..."}}</td></tr>
 * <tr><td>{@code metadata.1}</td><td>texts, numbers and booleans by key</td></tr>
 * <tr><td>{@code recorded.position.1}</td><td>{@code {"position":41}}; read as the fact itself</td>
 * </tr>
 * </table>
 */
public final class StableSerializer implements Serializer {
  private static final String POSITION = "token.position.1";
  private static final String REPLAY = "token.replay.1";
  private static final String MERGED = "token.merged.1";
  private static final String CONFIG = "token.config.1";
  private static final String META_DATA = "metadata.1";
  private static final String RECORDED = "recorded.position.1";

  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  private final LedgerReader reader;
  private final Converter converter = new ChainingConverter();

  private record Form(String name, Map<String, ?> values) {}

  /** A serializer that finds referenced facts with this reader. */
  public StableSerializer(LedgerReader reader) {
    this.reader = reader;
  }

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
    Form form = form(object);
    byte[] json = EventJson.mapper().writeValueAsBytes(form.values());
    return new SimpleSerializedObject<>(
        converter.convert(json, representation), representation, type(form.name()));
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> representation) {
    return converter.canConvert(byte[].class, representation);
  }

  @Override
  // The caller names the type it expects, as Axon declares it.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <S, T> T deserialize(SerializedObject<S> object) {
    String name = object.getType().getName();
    byte[] json = converter.convert(object.getData(), byte[].class);
    try {
      return (T) read(name, EventJson.mapper().readValue(json, VALUES));
    } catch (JacksonException wrong) {
      throw new SerializationException(
          "%s is not of the form %s".formatted(new String(json, UTF_8), name), wrong);
    }
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    return switch (type.getName()) {
      case POSITION -> GlobalSequenceTrackingToken.class;
      case REPLAY -> ReplayToken.class;
      case MERGED -> MergedTrackingToken.class;
      case CONFIG -> ConfigToken.class;
      case META_DATA -> MetaData.class;
      case RECORDED -> Recorded.class;
      default ->
          type.getName().equals(MetaData.class.getName())
              ? MetaData.class
              : UnknownSerializedType.class;
    };
  }

  @Override
  @SuppressWarnings("rawtypes") // as Axon declares it
  public SerializedType typeForClass(@Nullable Class type) {
    if (type == null) {
      return SimpleSerializedType.emptyType();
    }
    String name =
        Map.<Class<?>, String>of(
                GlobalSequenceTrackingToken.class, POSITION,
                ReplayToken.class, REPLAY,
                MergedTrackingToken.class, MERGED,
                ConfigToken.class, CONFIG,
                MetaData.class, META_DATA,
                Recorded.class, RECORDED,
                FactReference.class, RECORDED)
            .get(type);
    if (name == null) {
      throw unknown(type.getName());
    }
    return type(name);
  }

  @Override
  public Converter getConverter() {
    return converter;
  }

  private static Form form(@Nullable Object object) {
    return switch (object) {
      case GlobalSequenceTrackingToken token ->
          new Form(POSITION, Map.of("position", token.getGlobalIndex()));
      case ReplayToken token ->
          new Form(
              REPLAY,
              Map.of(
                  "position", position(token.getCurrentToken()),
                  "until", position(token.getTokenAtReset())));
      case MergedTrackingToken token ->
          new Form(
              MERGED,
              Map.of(
                  "position", position(token.lowerSegmentToken()),
                  "upper", position(token.upperSegmentToken())));
      case ConfigToken token -> new Form(CONFIG, token.getConfig());
      case FactReference(long position) -> new Form(RECORDED, Map.of("position", position));
      case Recorded<?> fact -> new Form(RECORDED, Map.of("position", fact.position()));
      case MetaData metaData -> {
        metaData.forEach(StableSerializer::checkPlain);
        yield new Form(META_DATA, metaData);
      }
      case null -> throw unknown("null");
      default -> throw unknown(object.getClass().getName());
    };
  }

  private Object read(String name, Map<String, Object> values) {
    return switch (name) {
      case POSITION -> new GlobalSequenceTrackingToken(number(name, values, "position"));
      case REPLAY ->
          ReplayToken.createReplayToken(
              new GlobalSequenceTrackingToken(number(name, values, "until")),
              new GlobalSequenceTrackingToken(number(name, values, "position")));
      case MERGED ->
          MergedTrackingToken.merged(
              new GlobalSequenceTrackingToken(number(name, values, "position")),
              new GlobalSequenceTrackingToken(number(name, values, "upper")));
      case CONFIG -> {
        Map<String, String> config = new LinkedHashMap<>();
        values.forEach((key, value) -> config.put(key, String.valueOf(value)));
        yield new ConfigToken(config);
      }
      case RECORDED -> recorded(number(name, values, "position"));
      default -> {
        // Axon's dead letters name the type of metadata by themselves.
        if (name.equals(META_DATA) || name.equals(MetaData.class.getName())) {
          yield MetaData.from(values);
        }
        throw unknown(name);
      }
    };
  }

  private Recorded<?> recorded(long position) {
    return reader
        .at(position)
        .map(StoredFact::decode)
        .orElseThrow(
            () ->
                new SerializationException(
                    "a dead letter stands for the event at position %d, which the log does not have"
                        .formatted(position)));
  }

  private static long position(@Nullable TrackingToken token) {
    return token == null
        ? LedgerReader.BEFORE_FIRST
        : token.position().orElse(LedgerReader.BEFORE_FIRST);
  }

  private static long number(String name, Map<String, Object> values, String key) {
    if (values.get(key) instanceof Number number) {
      return number.longValue();
    }
    throw new SerializationException("%s lacks the number %s: %s".formatted(name, key, values));
  }

  private static void checkPlain(String key, @Nullable Object value) {
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw new SerializationException(
          "metadata %s is %s; texts, numbers and booleans can be stored"
              .formatted(key, value == null ? "null" : "a " + value.getClass().getName()));
    }
  }

  private static SerializedType type(String name) {
    return new SimpleSerializedType(name, null);
  }

  private static SerializationException unknown(String what) {
    return new SerializationException(
        "%s has no stable name and is not stored; give it one in StableSerializer".formatted(what));
  }
}

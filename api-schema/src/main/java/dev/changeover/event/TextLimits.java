package dev.changeover.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the texts of events may be, in UTF-8 bytes: for every text of every event, also those in
 * lists, maps and records within, there is a limit that all read models can keep. What is longer is
 * refused before it is acknowledged; a fact that was acknowledged and cannot be folded would be
 * evidence that no verdict sees. Facts that are in the log are read whatever their texts.
 */
public final class TextLimits {
  /**
   * Names, versions, hashes, forms. An index entry of PostgreSQL ends at 2,704 bytes, and the one
   * with most texts (actions in flight) holds an environment and five of these.
   */
  public static final int NAME = 480;

  /** What identifies one thing and is never beside another such text in an index. */
  public static final int IDENTITY = 1_024;

  /** What people read. */
  public static final int PROSE = 16 * 1_024;

  /** A foreign event kept as it was sent. */
  public static final int DOCUMENT = 1_024 * 1_024;

  /** Every other text is a {@link #NAME}. */
  private static final Map<String, Integer> LONGER =
      Map.ofEntries(
          entry("ActionRef.id", IDENTITY),
          entry("ActionAccepted.key", IDENTITY),
          entry("ActionFinished.key", IDENTITY),
          entry("EntityChanged.key", IDENTITY),
          entry("EffectRecorded.effect", IDENTITY),
          entry("EffectLookedUp.effect", IDENTITY),
          entry("EffectDeclaration.name", IDENTITY),
          entry("MessagePublished.messageId", IDENTITY),
          entry("MessageConsumed.messageId", IDENTITY),
          entry("VersionDeployed.artifact", IDENTITY),
          entry("VersionUpgraded.artifact", IDENTITY),
          entry("VersionRolledBack.artifact", IDENTITY),
          entry("PlannedComponent.artifact", IDENTITY),
          entry("PolicyDeclared.values", IDENTITY),
          entry("DecisionRecorded.subject", IDENTITY),
          entry("VerdictReference.permalink", PROSE),
          entry("EnvironmentDeclared.url", PROSE),
          entry("EnvironmentModified.url", PROSE),
          entry("ChangeEvidence.subject", IDENTITY),
          entry("PipelineObserved.run", IDENTITY),
          entry("PipelineObserved.name", IDENTITY),
          entry("PipelineObserved.url", PROSE),
          entry("IncidentOpened.incident", IDENTITY),
          entry("IncidentResolved.incident", IDENTITY),
          entry("VerificationFinished.verification", IDENTITY),
          entry("OtherFact.wireType", IDENTITY),
          entry("TraceGapClosed.gap", IDENTITY),
          entry("TraceGapFound.what", PROSE),
          entry("VersionMarked.reason", PROSE),
          entry("DecisionRecorded.reason", PROSE),
          entry("IncidentOpened.detail", PROSE),
          entry("IncidentResolved.detail", PROSE),
          entry("FreezeStarted.reason", PROSE),
          entry("FreezeEnded.reason", PROSE),
          entry("FeedGapClosed.reason", PROSE),
          entry("ReleaseFinished.reason", PROSE),
          entry("ReleaseAborted.reason", PROSE),
          entry("RollbackStarted.reason", PROSE),
          entry("RollbackFinished.reason", PROSE),
          entry("VerificationFinished.detail", PROSE),
          entry("WorkerStopped.reason", PROSE),
          entry("ReleasePlan.reason", PROSE),
          entry("PlannedRollback.abortWhen", PROSE),
          entry("ChangeEvidence.content", DOCUMENT),
          entry("OtherFact.content", DOCUMENT));

  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> record) {
          List<Part> parts = new ArrayList<>();
          for (RecordComponent component : record.getRecordComponents()) {
            parts.add(
                new Part(
                    component.getName().equals("stepClass") ? "class" : component.getName(),
                    accessor(component),
                    limit(record, component.getName())));
          }
          return List.copyOf(parts);
        }
      };

  private TextLimits() {}

  /**
   * A text that cannot be kept.
   *
   * @param pointer JSON pointer (RFC 6901) to it within the event, e.g. {@code /steps/0/name}
   * @param fault what is wrong, to be read after the place
   */
  public record Excess(String pointer, String fault) {}

  /** A component of a record: its name in JSON, and the limit of the texts in it. */
  private record Part(String name, Method accessor, int limit) {}

  /** The limit of the texts in a component of an event, or of a record within one; bytes. */
  public static int limit(Class<?> record, String component) {
    return LONGER.getOrDefault(record.getSimpleName() + "." + component, NAME);
  }

  /** The first text of an event that is too long, or that no text of PostgreSQL can be. */
  public static Optional<Excess> excess(Event event) {
    return Optional.ofNullable(ofRecord(event, ""));
  }

  private static @Nullable Excess ofRecord(Object record, String pointer) {
    for (Part part : PARTS.get(record.getClass())) {
      Excess excess = of(value(part, record), part.limit(), pointer, part.name());
      if (excess != null) {
        return excess;
      }
    }
    return null;
  }

  /** Places are only put together where there is something to look into. */
  private static @Nullable Excess of(
      @Nullable Object value, int limit, String pointer, String name) {
    return switch (value) {
      case null -> null;
      case String text -> ofText(text, limit, pointer, name);
      // These three are one text, or an array of texts, in JSON.
      case MessageForm form -> ofText(form.text(), limit, pointer, name);
      case VersionRange range -> ofList(range.alternatives(), limit, pointer, name);
      case List<?> list -> ofList(list, limit, pointer, name);
      case Map<?, ?> map -> ofMap(map, limit, pointer + "/" + escaped(name));
      case Record record -> ofRecord(record, pointer + "/" + escaped(name));
      case Number _, Boolean _, Enum<?> _, Instant _, Duration _ -> null;
      default ->
          throw new IllegalStateException(
              "%s/%s is a %s, of which it is not known how long its texts are; tell TextLimits"
                  .formatted(pointer, name, value.getClass().getName()));
    };
  }

  private static @Nullable Excess ofList(List<?> list, int limit, String pointer, String name) {
    for (int i = 0; i < list.size(); i++) {
      Excess excess = of(list.get(i), limit, pointer + "/" + escaped(name), String.valueOf(i));
      if (excess != null) {
        return excess;
      }
    }
    return null;
  }

  private static @Nullable Excess ofMap(Map<?, ?> map, int limit, String pointer) {
    for (Map.Entry<?, ?> each : map.entrySet()) {
      Excess key = of(each.getKey(), NAME, pointer, shown(String.valueOf(each.getKey())));
      if (key != null) {
        return new Excess(key.pointer(), "is a name that " + key.fault());
      }
      Excess value = of(each.getValue(), limit, pointer, String.valueOf(each.getKey()));
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Excess ofText(String text, int limit, String pointer, String name) {
    String fault = fault(text, limit);
    return fault == null ? null : new Excess(pointer + "/" + escaped(name), fault);
  }

  /**
   * What is wrong with a text, to be read after its place; null: nothing.
   *
   * @param limit the most UTF-8 bytes
   */
  public static @Nullable String fault(String text, int limit) {
    // A char is at most three bytes.
    if (text.length() > limit / 3) {
      int bytes = text.getBytes(UTF_8).length;
      if (bytes > limit) {
        return "has %,d bytes, at most %,d are taken".formatted(bytes, limit);
      }
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "holds the character NUL, which PostgreSQL has not";
      }
      if (Character.isSurrogate(c)) {
        boolean whole =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!whole) {
          return "holds half a surrogate pair, which is no character";
        }
        i++;
      }
    }
    return null;
  }

  /** A text as it is, or its beginning and an ellipsis, of at most so many UTF-8 bytes. */
  public static String cut(String text, int limit) {
    if (text.length() <= limit / 3 || text.getBytes(UTF_8).length <= limit) {
      return text;
    }
    int bytes = 3; // of the ellipsis
    StringBuilder cut = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      String character = Character.toString(text.codePointAt(i));
      bytes += character.getBytes(UTF_8).length;
      if (bytes > limit) {
        break;
      }
      cut.append(character);
    }
    return cut.append('…').toString();
  }

  private static @Nullable Object value(Part part, Object record) {
    try {
      return part.accessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(
          "%s of %s cannot be read".formatted(part.name(), record.getClass().getName()),
          impossible);
    }
  }

  private static Method accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return accessor;
  }

  private static String shown(String name) {
    return name.length() > 80 ? name.substring(0, 80) + "…" : name;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

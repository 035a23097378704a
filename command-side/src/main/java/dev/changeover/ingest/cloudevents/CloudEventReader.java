package dev.changeover.ingest.cloudevents;

import dev.changeover.log.NewFact;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a request body into facts and refusals: CloudEvents 1.0 in binary, structured and batched
 * mode, bare CDEvents (one, or an array), and JSON Lines of either. A fault of one event is that
 * event's alone.
 */
public final class CloudEventReader {
  private final CDEventReader cdevents;

  public CloudEventReader(CDEventReader cdevents) {
    this.cdevents = cdevents;
  }

  /** A body that cannot be read as a whole, and why. */
  public static final class UnreadableBody extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    UnreadableBody(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }

  /** Reads one element: a CloudEvent or a CDEvent, as the form of the body says. */
  private interface ElementReader {
    NewFact read(JsonNode element);
  }

  /**
   * Reads a body.
   *
   * @param contentType the header of that name; null: JSON
   * @param headers the {@code ce-} headers, names in lower case
   * @throws UnreadableBody where the body has no readable events in it at all
   */
  public Submission read(@Nullable String contentType, Map<String, String> headers, byte[] body) {
    return readBeside(CloudEvent.attributes(headers), contentType, body);
  }

  /**
   * As {@link #read}, for protocols that carry attributes as they are.
   *
   * @param attributes what came beside the body in binary mode, by the names of CloudEvents
   */
  public Submission readBeside(
      Map<String, String> attributes, @Nullable String contentType, byte[] body) {
    String essence = MediaTypes.essence(contentType);
    try {
      if (MediaTypes.isLines(essence)) {
        return new Submission(true, lines(body));
      }
      if (!MediaTypes.isJson(essence)) {
        throw RefusedEvent.at(
            ProblemCode.MEDIA_TYPE_UNSUPPORTED,
            "",
            "'%s' is not taken; send application/cloudevents+json, application/cloudevents-batch+json,"
                    .formatted(essence)
                + " application/json or application/x-ndjson");
      }
      return document(essence, attributes, StrictJson.read(body));
    } catch (RefusedEvent whole) {
      throw new UnreadableBody(whole.problem());
    }
  }

  private Submission document(
      String essence, Map<String, String> attributes, StrictJson.Document document) {
    boolean binary =
        !essence.startsWith("application/cloudevents") && CloudEvent.isBinary(attributes);
    if (document.array() && (binary || essence.equals(MediaTypes.STRUCTURED))) {
      throw RefusedEvent.malformed(
          "", "is an array; expected one event. Send several as " + MediaTypes.BATCH);
    }
    if (!document.array() && essence.equals(MediaTypes.BATCH)) {
      throw RefusedEvent.malformed("", "is one value; expected an array of CloudEvents");
    }
    ElementReader reader =
        binary
            ? element -> unwrapped(CloudEvent.binary(attributes, element))
            : essence.startsWith("application/cloudevents")
                ? element -> unwrapped(CloudEvent.structured(element))
                : this::eitherForm;
    List<Reading> readings = new ArrayList<>(document.elements().size());
    for (JsonElement element : document.elements()) {
      readings.add(read(element, document.array() ? "/" + readings.size() : "", reader));
    }
    return new Submission(document.array(), readings);
  }

  private List<Reading> lines(byte[] body) {
    List<Reading> readings = new ArrayList<>();
    int start = 0;
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      byte[] line = Arrays.copyOfRange(body, start, end);
      if (!isBlank(line)) {
        readings.add(line(line, "/" + readings.size()));
      }
      start = end + 1;
    }
    return readings;
  }

  private Reading line(byte[] line, String prefix) {
    try {
      StrictJson.Document document = StrictJson.read(line);
      if (document.array()) {
        throw RefusedEvent.malformed("", "the line is an array; expected one event on each line");
      }
      return read(document.elements().getFirst(), prefix, this::eitherForm);
    } catch (RefusedEvent refused) {
      return new Reading.Refused(null, null, refused.problem().under(prefix));
    }
  }

  private static Reading read(JsonElement element, String prefix, ElementReader reader) {
    try {
      if (element.fault() != null) {
        throw new RefusedEvent(element.fault());
      }
      return new Reading.Mapped(reader.read(element.value()));
    } catch (RefusedEvent refused) {
      return new Reading.Refused(
          identity(element.value(), "source"),
          identity(element.value(), "id"),
          refused.problem().under(prefix));
    }
  }

  private NewFact eitherForm(JsonNode element) {
    return CloudEvent.isStructured(element)
        ? unwrapped(CloudEvent.structured(element))
        : cdevents.read(element, Map.of());
  }

  private NewFact unwrapped(CloudEvent event) {
    event.agreeWith(event.data());
    try {
      return cdevents.read(event.data(), event.extensions());
    } catch (RefusedEvent inside) {
      throw new RefusedEvent(inside.problem().under(event.dataPointer()));
    }
  }

  /** Source or id as far as it can be told: of the CDEvent, or of the CloudEvent around it. */
  private static @Nullable String identity(JsonNode element, String member) {
    String bare = CDEvent.peek(element, member);
    return bare != null || !element.path(member).isString()
        ? bare
        : element.path(member).stringValue();
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }
}

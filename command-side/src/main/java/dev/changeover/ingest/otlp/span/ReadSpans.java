package dev.changeover.ingest.otlp.span;

import dev.changeover.log.NewFact;
import java.util.ArrayList;
import java.util.List;

/**
 * What one request said.
 *
 * @param heartbeats presence facts, at most one for each resource
 * @param refused why spans (or data points) can never be accepted, one text for each
 * @param droppedAttributes span attributes that are not allowed
 * @param withoutVersion resources that say no {@code service.version}: no presence
 * @param withoutEnvironment resources that belong to the default environment
 */
public record ReadSpans(
    List<SeenSpan> spans,
    List<NewFact> heartbeats,
    List<String> refused,
    long droppedAttributes,
    long withoutVersion,
    long withoutEnvironment) {

  static final class Builder {
    final List<SeenSpan> spans = new ArrayList<>();
    final List<NewFact> heartbeats = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    long droppedAttributes;
    long withoutVersion;
    long withoutEnvironment;

    ReadSpans build() {
      return new ReadSpans(
          List.copyOf(spans),
          List.copyOf(heartbeats),
          List.copyOf(refused),
          droppedAttributes,
          withoutVersion,
          withoutEnvironment);
    }
  }
}

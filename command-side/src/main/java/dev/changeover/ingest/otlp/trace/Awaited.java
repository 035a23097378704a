package dev.changeover.ingest.otlp.trace;

import dev.changeover.ingest.otlp.meaning.Meaning;
import dev.changeover.ingest.otlp.meaning.Role;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import java.util.List;

/**
 * What has to come beside a span before the record of its action is whole.
 *
 * @param parent whether its parent has to
 * @param links the spans that sent the messages it worked on
 * @param told whether memory says that the log may have been told that some of it is missing
 */
public record Awaited(boolean parent, List<SpanKey> links, boolean told) {
  public static final Awaited NOTHING = new Awaited(false, List.of(), false);

  public Awaited {
    links = List.copyOf(links);
  }

  /**
   * The span that starts an action awaits nothing: what came before is not part of it.
   *
   * @param parentCame whether its parent, if it has one, is there already
   */
  static Awaited of(SeenSpan span, Placement place, Meaning meaning, boolean parentCame) {
    return place.actions().isEmpty() || meaning.is(Role.ACCEPT)
        ? NOTHING
        : new Awaited(
            span.parentSpanId() != null && !parentCame,
            span.kind() == SeenSpan.Kind.CONSUMER ? span.links() : List.of(),
            false);
  }

  Awaited asTold() {
    return new Awaited(parent, links, true);
  }
}

package dev.changeover.ingest.otlp.meaning;

import dev.changeover.ingest.otlp.span.SeenSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the mapping file: which spans, and what they are to the action. The components are
 * the members of {@code actions.schema.json}.
 */
public record SpanRule(
    Match match,
    Set<Role> roles,
    List<IdSource> id,
    @Nullable Key key,
    @Nullable String step,
    @Nullable String effect,
    @Nullable String target,
    @Nullable Boolean queryable,
    @Nullable Duration keyTtl,
    @Nullable String idempotencyKey,
    @Nullable String payload,
    @Nullable String queue,
    @Nullable String schema) {

  /**
   * Where the action's id is: the attribute's value, or the part of it that the pattern's one group
   * holds where the whole value fits.
   */
  public record IdSource(String attribute, @Nullable Pattern pattern) {

    @Nullable String idIn(SeenSpan span) {
      String value = span.attribute(attribute);
      if (value == null || pattern == null) {
        return value;
      }
      Matcher fit = pattern.matcher(value);
      String part = fit.matches() ? fit.group(1) : null;
      return part == null || part.isBlank() ? null : part;
    }
  }

  /** The action's id as the span holds it: the first source that has one counts. */
  @Nullable String idIn(SeenSpan span) {
    for (IdSource source : id) {
      String found = source.idIn(span);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Where the business key is: {@code prefix} followed by the attribute's value. */
  public record Key(String attribute, @Nullable String prefix) {}

  /**
   * Which spans are meant; all that is said must hold.
   *
   * @param name glob for the span's name
   * @param namePattern regular expression for the whole name
   * @param attributes globs by attribute name
   */
  public record Match(
      @Nullable Glob name,
      @Nullable Pattern namePattern,
      SeenSpan.@Nullable Kind kind,
      @Nullable Glob service,
      Map<String, Glob> attributes) {

    boolean accepts(SeenSpan span) {
      return (name == null || name.matches(span.name()))
          && (namePattern == null || namePattern.matcher(span.name()).matches())
          && (kind == null || kind == span.kind())
          && (service == null || service.matches(span.component()))
          && attributes.entrySet().stream()
              .allMatch(e -> e.getValue().matches(span.attributes().get(e.getKey())));
    }
  }
}

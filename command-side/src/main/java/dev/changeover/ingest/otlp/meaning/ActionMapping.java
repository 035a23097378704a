package dev.changeover.ingest.otlp.meaning;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionRef;
import dev.changeover.event.otel.ChangeoverAttributes;
import dev.changeover.ingest.otlp.span.AllowedAttributes;
import dev.changeover.ingest.otlp.span.SeenSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mapping file, read: which spans make up which action. Empty where there is no file. */
public record ActionMapping(List<MappedAction> actions) {

  /** No file. */
  public static final ActionMapping NONE = new ActionMapping(List.of());

  public ActionMapping {
    actions = List.copyOf(actions);
  }

  /** One action type with its declaration and its rules, in the order of the file. */
  public record MappedAction(ActionTypeDeclared declaration, List<SpanRule> rules) {
    String type() {
      return declaration.type();
    }
  }

  /** The action that the span itself names, by our attributes or by a rule. */
  public Optional<ActionRef> actionNamedBy(SeenSpan span) {
    String type = span.attribute(ChangeoverAttributes.ACTION_TYPE);
    String id = span.attribute(ChangeoverAttributes.ACTION_ID);
    if (type != null && id != null) {
      return Optional.of(new ActionRef(typeName(type), id));
    }
    for (MappedAction action : actions) {
      for (SpanRule rule : action.rules()) {
        String found = rule.match().accepts(span) ? rule.idIn(span) : null;
        if (found != null) {
          return Optional.of(new ActionRef(action.type(), found));
        }
      }
    }
    return Optional.empty();
  }

  /** The first rule of this action type that means the span. */
  Optional<SpanRule> ruleFor(SeenSpan span, String type) {
    return actions.stream()
        .filter(action -> action.type().equals(type))
        .flatMap(action -> action.rules().stream())
        .filter(rule -> rule.match().accepts(span))
        .findFirst();
  }

  /** A type cannot hold a slash: it separates type and id. */
  public static String typeName(String text) {
    return text.replace('/', '.');
  }

  /** What may pass the door: the standard list and what the rules read. */
  public AllowedAttributes allowedAttributes() {
    Set<String> kept = new HashSet<>();
    Set<String> hashed = new HashSet<>();
    Map<String, List<Pattern>> fitting = new HashMap<>();
    rules()
        .forEach(
            rule -> {
              rule.match()
                  .attributes()
                  .forEach((name, glob) -> fitting(fitting, name).add(glob.pattern()));
              rule.id().forEach(source -> allow(source, kept, fitting));
              SpanRule.Key key = rule.key();
              if (key != null) {
                kept.add(key.attribute());
              }
              Stream.of(rule.idempotencyKey(), rule.payload())
                  .filter(Objects::nonNull)
                  .forEach(hashed::add);
            });
    return AllowedAttributes.with(kept, hashed, fitting);
  }

  private static void allow(
      SpanRule.IdSource source, Set<String> kept, Map<String, List<Pattern>> fitting) {
    Pattern pattern = source.pattern();
    if (pattern == null) {
      kept.add(source.attribute());
    } else {
      fitting(fitting, source.attribute()).add(pattern);
    }
  }

  private static List<Pattern> fitting(Map<String, List<Pattern>> fitting, String attribute) {
    return fitting.computeIfAbsent(attribute, _ -> new ArrayList<>());
  }

  private Stream<SpanRule> rules() {
    return actions.stream().flatMap(action -> action.rules().stream());
  }

  /** The value of an attribute that a rule names. */
  static @Nullable String valueOf(SeenSpan span, @Nullable String attribute) {
    return attribute == null ? null : span.attribute(attribute);
  }
}

package dev.changeover.graphql.verdict;

import dev.changeover.explain.Rule;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.rules.RuleBook;
import java.util.Map;
import java.util.stream.Collectors;

/** A rule as the schema shows it. */
public record ShownRule(String id, String title, int version, String page) {

  /** Where several rules share an id, the first one of the book gives the title. */
  private static final Map<RuleId, Rule<?>> BOOK =
      RuleBook.rules().stream()
          .collect(Collectors.toUnmodifiableMap(Rule::id, rule -> rule, (first, _) -> first));

  /** The rule in its present version. */
  public static ShownRule of(RuleId id) {
    Rule<?> rule = BOOK.get(id);
    return of(id, rule == null ? 1 : rule.version());
  }

  /** The rule in the version that spoke. */
  static ShownRule of(RuleId id, int version) {
    Rule<?> rule = BOOK.get(id);
    return new ShownRule(id.text(), rule == null ? id.text() : rule.title(), version, id.page());
  }
}

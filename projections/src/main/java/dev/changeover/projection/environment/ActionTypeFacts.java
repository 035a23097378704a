package dev.changeover.projection.environment;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action type, as all that was declared of it. What a try promises was promised when it was
 * made: a declaration that comes later does not unsay the one before.
 *
 * @param type e.g. {@code order}
 * @param told by source and content, each that says something else
 */
public record ActionTypeFacts(String type, SortedMap<String, Told> told) {

  /** One declaration: when a source told it first, and when last. */
  public record Told(Recorded<ActionTypeDeclared> first, Recorded<ActionTypeDeclared> last) {

    /** When it was told the last time that is known up to a moment; empty: not yet. */
    Optional<Instant> toldBy(Instant moment) {
      return Stream.of(last, first)
          .map(Recorded::effectiveAt)
          .filter(at -> !at.isAfter(moment))
          .findFirst();
    }
  }

  static ActionTypeFacts none(String type) {
    return new ActionTypeFacts(type, Join.none());
  }

  ActionTypeFacts declared(Recorded<ActionTypeDeclared> fact) {
    String key = Change.key(fact.id().source(), Change.text(fact.event()));
    @Nullable Told known = told.get(key);
    return new ActionTypeFacts(
        type,
        Join.put(
            told,
            key,
            new Told(
                Recorded.earliest(known == null ? null : known.first(), fact),
                Recorded.latest(known == null ? null : known.last(), fact))));
  }

  /**
   * What holds for an action that began at a moment: of each source what it last said before that
   * and all that it said since, the latest word of all last.
   *
   * @param memory a source that told nothing for so long before the action began counts only where
   *     no other does
   */
  public List<Recorded<ActionTypeDeclared>> inForce(Instant began, Duration memory) {
    SortedMap<String, List<Told>> bySource =
        told.values().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.last().id().source(), TreeMap::new, Collectors.toList()));
    Recorded<ActionTypeDeclared> latest =
        told.values().stream().map(Told::last).max(Recorded.BY_TIME).orElseThrow();
    return bySource.values().stream()
        .flatMap(each -> ofSource(each, began))
        .filter(each -> each.equals(latest) || each.effectiveAt().plus(memory).isAfter(began))
        .sorted(Recorded.BY_TIME)
        .toList();
  }

  private static Stream<Recorded<ActionTypeDeclared>> ofSource(
      Collection<Told> declarations, Instant began) {
    Stream<Recorded<ActionTypeDeclared>> before =
        declarations.stream()
            .filter(each -> each.toldBy(began).isPresent())
            .max(Comparator.comparing(each -> each.toldBy(began).orElseThrow()))
            .stream()
            .map(Told::last);
    Stream<Recorded<ActionTypeDeclared>> since =
        declarations.stream().map(Told::last).filter(each -> each.effectiveAt().isAfter(began));
    return Stream.concat(before, since).distinct();
  }
}

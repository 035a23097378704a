package dev.changeover.explain.rollback;

import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.rollback.FlagUnderTheTarget.Change;
import dev.changeover.projection.environment.dependant.FlagFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags that the targets may read, now and as they were before what would be undone began. */
record FlagReading(Scene scene) {
  private static final List<Change> GRAVITY =
      List.of(Change.NONE, Change.VARIANT, Change.MEANING_UNTOLD, Change.MEANING);

  List<FlagUnderTheTarget> subjects() {
    return scene.environment().flags().values().stream()
        .flatMap(each -> read(each).stream())
        .toList();
  }

  private Optional<FlagUnderTheTarget> read(FlagFacts flag) {
    return scene.goingBack().stream()
        .flatMap(component -> read(flag, component).stream())
        .max(Comparator.comparingInt(each -> GRAVITY.indexOf(each.change())));
  }

  /** As one component reads it: a flag may be turned on for one and off for another. */
  private Optional<FlagUnderTheTarget> read(FlagFacts flag, String component) {
    List<Recorded<FlagChanged>> changes =
        flag.changes().stream().filter(each -> concerns(each, component)).toList();
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    List<Recorded<FlagChanged>> before = changes.stream().filter(this::isBefore).toList();
    return Optional.of(
        new FlagUnderTheTarget(
            flag.flag(), change(before, changes), cited(before), cited(changes)));
  }

  /** A change that names no component may concern any. */
  private static boolean concerns(Recorded<FlagChanged> change, String component) {
    String named = change.event().component();
    return named == null || named.equals(component);
  }

  private boolean isBefore(Recorded<FlagChanged> change) {
    Optional<Instant> since = scene.leftSince();
    return since.filter(began -> change.effectiveAt().isBefore(began)).isPresent();
  }

  private static Change change(
      List<Recorded<FlagChanged>> before, List<Recorded<FlagChanged>> all) {
    if (before.isEmpty()) {
      return Change.VARIANT;
    }
    Optional<String> meant = meaning(before);
    Optional<String> means = meaning(all);
    if (meant.isEmpty() && means.isPresent()) {
      return Change.MEANING_UNTOLD;
    }
    if (!meant.equals(means)) {
      return Change.MEANING;
    }
    return Objects.equals(before.getLast().event().variant(), all.getLast().event().variant())
        ? Change.NONE
        : Change.VARIANT;
  }

  /** The last one that was told. */
  private static Optional<String> meaning(List<Recorded<FlagChanged>> changes) {
    return changes.stream()
        .flatMap(each -> Stream.ofNullable(each.event().meaning()))
        .reduce((_, later) -> later);
  }

  private List<CitedFact> cited(List<Recorded<FlagChanged>> changes) {
    return changes.isEmpty() ? List.of() : List.of(cite(changes.getLast()));
  }

  private CitedFact cite(Recorded<FlagChanged> change) {
    String meaning = change.event().meaning();
    return scene
        .cite()
        .fact(
            "flag " + change.event().flag(),
            change.event().variant() + (meaning == null ? "" : ", meaning " + meaning),
            change);
  }
}

package dev.changeover.explain.rollback;

import dev.changeover.explain.Harm;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.rollback.DependantOfVersion.Kind;
import dev.changeover.projection.action.InFlightAction;
import dev.changeover.projection.action.InFlightReader.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what of the subjects of a rollback it would break, the actions left out. */
final class BlastReading {
  private BlastReading() {}

  /** Messages, rows, clients, callbacks and schedules, in a stable order. */
  static List<BlastEntry> read(Collection<? extends RollbackSubject> subjects) {
    List<BlastEntry> entries = new ArrayList<>();
    for (RollbackSubject subject : subjects) {
      switch (subject) {
        case QueueToDrain queue -> entries.addAll(messages(queue));
        case MigrationInTheWay migration -> rows(migration).ifPresent(entries::add);
        case DependantOfVersion dependant -> entries.addAll(dependants(dependant).toList());
        default -> {
          // harms nothing that can be listed, or is listed by itself: actions
        }
      }
    }
    return List.copyOf(entries);
  }

  private static List<BlastEntry> messages(QueueToDrain queue) {
    return Foreign.byForm(queue).entrySet().stream()
        .map(
            each ->
                new BlastEntry(
                    Harm.Kind.MESSAGE,
                    queue.queue() + " " + each.getKey(),
                    each.getValue(),
                    "They wait in %s, and %s does not take %s."
                        .formatted(queue.queue(), queue.target(), each.getKey()),
                    new RuleId("ROLLBACK-11")))
        .toList();
  }

  private static Optional<BlastEntry> rows(MigrationInTheWay migration) {
    return migration
        .newFormOnlyRows()
        .filter(rows -> rows.count() > 0)
        .map(
            rows ->
                new BlastEntry(
                    Harm.Kind.ROW,
                    migration.migration(),
                    rows.count(),
                    "They exist only in the new form; %s would not see them."
                        .formatted(migration.targets()),
                    new RuleId("ROLLBACK-08")));
  }

  private static Stream<BlastEntry> dependants(DependantOfVersion dependant) {
    if (dependant.count() == 0) {
      return Stream.empty();
    }
    return switch (dependant.kind()) {
      case CLIENTS ->
          Stream.of(
              new BlastEntry(
                  Harm.Kind.CLIENT,
                  dependant.leaving(),
                  dependant.count(),
                  "They run %s and would call %s %s."
                      .formatted(dependant.leaving(), dependant.component(), dependant.target()),
                  rule(dependant.kind())));
      case SCHEDULES ->
          named(dependant, Harm.Kind.SCHEDULE, "It is bound to " + dependant.leaving() + ".");
      case CALLBACKS ->
          named(
              dependant,
              Harm.Kind.CALLBACK,
              "Its answer is expected by " + dependant.leaving() + ".");
      case CACHE_ENTRIES -> Stream.empty();
    };
  }

  private static Stream<BlastEntry> named(
      DependantOfVersion dependant, Harm.Kind kind, String reason) {
    return dependant.names().stream()
        .map(name -> new BlastEntry(kind, name, 1, reason, rule(dependant.kind())));
  }

  private static RuleId rule(Kind kind) {
    return new RuleId(
        switch (kind) {
          case CACHE_ENTRIES -> "ROLLBACK-15";
          case SCHEDULES -> "ROLLBACK-16";
          case CLIENTS -> "ROLLBACK-17";
          case CALLBACKS -> "ROLLBACK-18";
        });
  }

  /** An action in flight; {@code stuck}: those that stand at a step the target lacks. */
  static BlastEntry action(Scene scene, InFlightAction action, List<Wanted> stuck) {
    String target =
        "%s %s"
            .formatted(
                action.component(),
                scene.targets().versions().getOrDefault(action.component(), ""));
    boolean lacks = stuck.stream().anyMatch(each -> each.includes(action.group()));
    return new BlastEntry(
        Harm.Kind.ACTION,
        action.action().toString(),
        1,
        lacks
            ? "It stands at step %s, which %s does not have.".formatted(action.step(), target)
            : "It is in flight on %s, which would go."
                .formatted(
                    action.component() + " " + String.join(", ", scene.left(action.component()))),
        new RuleId(lacks ? "ROLLBACK-14" : "ROLLBACK-13"));
  }
}

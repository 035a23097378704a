package dev.changeover.explain.rollback;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.rollback.RollbackPlan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders the cures of a verdict: first what nobody knows, then the producers of new forms,
 * schedules, messages, actions and data, then the change itself, then caches, the schema last.
 */
record PlanReading(Scene scene, Map<String, RollbackSubject> subjects, List<Finding> findings) {

  /** Rules in the order in which their cures are done; all others come before these. */
  private static final List<String> IN_ORDER =
      List.of(
          "ROLLBACK-26",
          "ROLLBACK-24",
          "ROLLBACK-27",
          "ROLLBACK-12",
          "ROLLBACK-16",
          "ROLLBACK-11",
          "ROLLBACK-14",
          "ROLLBACK-13",
          "ROLLBACK-08",
          "ROLLBACK-17",
          "ROLLBACK-18");

  /** What comes after the components have gone back. */
  private static final List<String> AFTERWARDS = List.of("ROLLBACK-15", "ROLLBACK-10");

  /** Where the order matters, that is said right before the change. */
  private static final int BEFORE_THE_CHANGE = 99;

  private record Cure(
      int rank, String text, String check, long left, @Nullable RuleId rule, Answer contributes) {}

  List<Step> steps(RollbackPath path) {
    List<Cure> cures = new ArrayList<>();
    findings.forEach(each -> cure(each, cures));
    path.steps().forEach(each -> cures.add(change(each)));
    cures.sort(Comparator.comparingInt(Cure::rank));
    List<Step> steps = new ArrayList<>();
    for (Cure each : cures) {
      steps.add(
          new Step(
              steps.size() + 1,
              each.text(),
              each.check(),
              each.left(),
              each.rule(),
              each.contributes()));
    }
    return steps;
  }

  private void cure(Finding finding, List<Cure> cures) {
    switch (finding) {
      case Supports _ -> {
        // nothing is to be done
      }
      case Requires it -> cures.add(cure(it, it.remedy().text(), it.remedy().check(), left(it)));
      case Blocks it -> cures.add(cure(it, it.remedy().text(), it.remedy().check(), left(it)));
      case Undetermined it ->
          cures.add(cure(it, it.missing().howToGet(), it.missing().name() + " is told", 1));
    }
  }

  private static Cure cure(Finding finding, String text, String check, long left) {
    return new Cure(rank(finding), text, check, left, finding.rule(), finding.contributes());
  }

  private static int rank(Finding finding) {
    if (finding instanceof Undetermined) {
      return 0;
    }
    if (finding instanceof Requires && finding.rule().text().equals("ROLLBACK-32")) {
      return BEFORE_THE_CHANGE;
    }
    int before = IN_ORDER.indexOf(finding.rule().text());
    int after = AFTERWARDS.indexOf(finding.rule().text());
    return after >= 0 ? 200 + after : before < 0 ? 1 : 2 + before;
  }

  private Cure change(RollbackPath.Step step) {
    return new Cure(
        100,
        "Take %s from %s back to %s.".formatted(step.component(), step.from(), step.to()),
        "only %s %s is live".formatted(step.component(), step.to()),
        scene.possiblyLive(step.component()).stream()
            .filter(each -> !step.to().equals(each.version()))
            .count(),
        null,
        Answer.SAFE);
  }

  /** How many things its cure still has before it. */
  private long left(Finding finding) {
    RollbackSubject subject = subjects.get(finding.subject());
    boolean producers = finding.rule().text().equals("ROLLBACK-12");
    return switch (subject) {
      case QueueToDrain queue -> producers ? queue.producers().size() : Foreign.in(queue);
      case ActionsInFlight actions ->
          finding instanceof Blocks ? actions.stuck().count() : actions.all().count();
      case DependantOfVersion dependant -> dependant.count();
      case MigrationInTheWay migration when finding.rule().text().equals("ROLLBACK-08") ->
          migration.newFormOnlyRows().map(MigrationInTheWay.Rows::count).orElse(1L);
      case WayBack way -> way.unproved().size();
      case ComponentToRollBack component ->
          component
              .capacity()
              .filter(each -> each.isShort())
              .map(each -> (long) each.needed() - each.ready())
              .orElse(1L);
      case null, default -> 1;
    };
  }
}

package dev.changeover.explain.rollback;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Judging;
import dev.changeover.explain.Question;
import dev.changeover.explain.Summary;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.Verdict.WantedFact;
import dev.changeover.explain.environment.PolicyAdvice;
import java.util.ArrayList;
import java.util.List;

/** Answers whether a release, or one component of it, may go back now. */
public final class RollbackJudgement {
  private RollbackJudgement() {}

  /** The same facts, asked the same, give the same verdict, byte for byte. */
  public static Verdict judge(RollbackFacts facts, Judging rules) {
    Scene scene = new Scene(facts, TargetReading.read(facts));
    List<RollbackSubject> subjects = subjects(scene);
    List<Finding> findings = rules.judge(Question.ROLLBACK, subjects);
    List<WantedFact> missing = Combining.missing(findings);
    Answer answer = Combining.answer(findings);
    String label = scene.targets().label();
    return new Verdict(
        Question.ROLLBACK,
        facts.question().environment(),
        facts.question().subject(),
        label.isEmpty() ? null : label,
        null,
        answer,
        summary(answer, findings, label),
        findings,
        missing,
        Combining.nextObservation(missing).orElse(null),
        PolicyAdvice.after(advice(subjects), scene.policy()),
        facts.asked(),
        scene.policy().version(),
        RollbackLink.of(facts));
  }

  /** What is worth knowing and makes it neither safer nor less safe. */
  private static List<String> advice(List<RollbackSubject> subjects) {
    return subjects.stream()
        .filter(HelpOfGoingBack.class::isInstance)
        .map(HelpOfGoingBack.class::cast)
        .flatMap(each -> each.failing().stream())
        .map(HelpOfGoingBack.Failing::text)
        .toList();
  }

  /** Everything that the rollback touches, each once. */
  static List<RollbackSubject> subjects(Scene scene) {
    List<RollbackSubject> subjects = new ArrayList<>(ReleaseReading.subjects(scene));
    List<MigrationInTheWay> migrations = MigrationReading.subjects(scene);
    PairReading pairing = new PairReading(scene, migrations);
    List<PairAfterRollback> pairs = pairing.pairs();
    List<OrderOfReturn> orders = pairing.orders();
    List<RollbackSubject> queues = QueueReading.subjects(scene);
    List<QueueToDrain> told =
        queues.stream()
            .filter(QueueToDrain.class::isInstance)
            .map(QueueToDrain.class::cast)
            .toList();
    scene
        .targets()
        .versions()
        .keySet()
        .forEach(
            each ->
                subjects.add(ComponentReading.read(scene, each, pairs, orders, migrations, told)));
    subjects.addAll(pairs);
    subjects.addAll(UnverifiedOrders.gather(orders));
    subjects.addAll(migrations);
    subjects.addAll(queues);
    subjects.addAll(DependantReading.subjects(scene));
    subjects.addAll(NeedReading.subjects(scene));
    subjects.addAll(NeedReading.blindSpots(scene));
    new RehearsalReading(scene, migrations).subject().ifPresent(subjects::add);
    subjects.addAll(new FlagReading(scene).subjects());
    subjects.addAll(StepsBackReading.subjects(scene));
    subjects.addAll(HelpReading.subjects(scene));
    subjects.addAll(new UndoneReading(scene).blindSpots());
    subjects.addAll(new PeerReading(scene, migrations).blindSpots());
    subjects.addAll(ActionReading.subjects(scene));
    return subjects;
  }

  private static String summary(Answer answer, List<Finding> findings, String target) {
    return findings.isEmpty()
        ? "Nothing is known about going back."
        : Summary.of(
            answer,
            findings,
            "Going back to %s: each of the %d things that it touches is proved."
                .formatted(target, Summary.subjects(findings)));
  }
}

package dev.changeover.explain.proceed;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Judging;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Permalink;
import dev.changeover.explain.Question;
import dev.changeover.explain.Summary;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.Verdict.WantedFact;
import dev.changeover.explain.environment.EnvironmentAt;
import dev.changeover.explain.environment.FactsLacking;
import dev.changeover.explain.environment.PolicyAdvice;
import dev.changeover.explain.environment.ReadModelBehind;
import dev.changeover.explain.environment.ReusedNames;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers whether a release may take its next step now. */
public final class ProceedJudgement {
  private ProceedJudgement() {}

  /** The same facts, asked the same, give the same verdict, byte for byte. */
  public static Verdict judge(ProceedFacts facts, Judging rules) {
    Optional<Rollout> rollout = rollout(facts);
    List<Finding> findings = rules.judge(Question.PROCEED, subjects(facts, rollout));
    List<WantedFact> missing = Combining.missing(findings);
    Answer answer = Combining.answer(findings);
    String target = rollout.map(ProceedJudgement::target).orElse(null);
    return new Verdict(
        Question.PROCEED,
        facts.environment().environment(),
        facts.subject(),
        target,
        null,
        answer,
        summary(answer, findings, target),
        findings,
        missing,
        Combining.nextObservation(missing).orElse(null),
        PolicyAdvice.after(List.of(), facts.environment().policy()),
        facts.asked(),
        facts.environment().policy().version(),
        Permalink.of(
            Question.PROCEED,
            facts.environment().environment(),
            facts.release(),
            facts.asked(),
            "step",
            null));
  }

  /** The release with its plan; empty: it has none. */
  static Optional<Rollout> rollout(ProceedFacts facts) {
    Optional<ReleaseFacts> release = facts.environment().release(facts.release());
    Optional<ReleasePlan> plan = release.flatMap(ReleaseFacts::plan);
    return plan.map(
        each ->
            new Rollout(
                new EnvironmentAt(facts.environment(), facts.asked().instant(), release),
                release.orElseThrow(),
                each));
  }

  /** For people: the next steps, or that none is left. */
  private static String target(Rollout rollout) {
    String steps = rollout.next().stream().map(PlannedStep::id).collect(Collectors.joining(", "));
    return steps.isEmpty() ? "end of the release" : "step " + steps;
  }

  /** Everything that the next step touches, each once. */
  static List<ProceedSubject> subjects(ProceedFacts facts, Optional<Rollout> rollout) {
    List<ProceedSubject> subjects = new ArrayList<>(behind(facts));
    if (rollout.isEmpty()) {
      subjects.add(planIsMissing(facts));
      return subjects;
    }
    Rollout scene = rollout.get();
    Stream.of(
            StateReading.subjects(facts, scene),
            StepReading.subjects(scene),
            BroughtReading.subjects(scene),
            FleetReading.subjects(scene),
            PartsOutOfSight.subjects(scene),
            LivePairReading.subjects(scene),
            KeyActionReading.subjects(facts, scene),
            CheckReading.subjects(scene),
            ErrorReading.subjects(scene),
            FormReading.subjects(scene),
            reused(scene))
        .forEach(subjects::addAll);
    return subjects;
  }

  /** Whatever of the environment was given a second meaning: a step may wake the first one. */
  private static List<ProceedSubject> reused(Rollout rollout) {
    return ReusedNames.in(rollout.at()).stream().<ProceedSubject>map(NameInUse::new).toList();
  }

  private static Unseen planIsMissing(ProceedFacts facts) {
    return facts.environment().release(facts.release()).isEmpty()
        ? releaseIsUnknown(facts)
        : releaseHasNoPlan(facts);
  }

  private static Unseen releaseIsUnknown(ProceedFacts facts) {
    return Unseen.of(
        "the release",
        "Release %s of %s is not known."
            .formatted(facts.release(), facts.environment().environment()),
        List.of(),
        "Check its name and the environment; if it is a new one, hand in its plan.",
        MissingFact.Kind.LOOKUP);
  }

  private static Unseen releaseHasNoPlan(ProceedFacts facts) {
    return Unseen.of(
        "plan of the release",
        "Release %s has no plan, so its next step is not known.".formatted(facts.release()),
        List.of(),
        "Hand in the plan of %s.".formatted(facts.release()),
        MissingFact.Kind.DECLARATION);
  }

  private static List<Unseen> behind(ProceedFacts facts) {
    long actions =
        FactsLacking.knownTo(facts.runs().position(), facts.environment(), facts.asked());
    Stream<Unseen> lagging =
        Stream.of(
                behind(facts, "environment", facts.environment().position()),
                behind(facts, "action", actions))
            .flatMap(Optional::stream);
    Stream<Unseen> lacking =
        FactsLacking.of(facts.environment(), facts.asked()).stream()
            .map(
                each ->
                    new Unseen(
                        each.subject(), each.message(), each.facts(), each.missingInASentence()));
    return Stream.concat(lagging, lacking).toList();
  }

  private static Optional<Unseen> behind(ProceedFacts facts, String readModel, long position) {
    return ReadModelBehind.of(readModel, position, facts.asked().position())
        .map(each -> new Unseen(each.readModel(), each.message(), List.of(), each.missing()));
  }

  private static String summary(Answer answer, List<Finding> findings, @Nullable String target) {
    return findings.isEmpty()
        ? "Nothing is known about going on."
        : Summary.of(
            answer,
            findings,
            "Going on to %s: each of the %d things that it touches is proved."
                .formatted(target, Summary.subjects(findings)));
  }
}

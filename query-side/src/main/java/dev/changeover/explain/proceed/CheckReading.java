package dev.changeover.explain.proceed;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.VerificationEvent.ProbeFinished;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.plan.ReleasePlan.PlannedVerification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Probes that the plan names and test runs that the policy requires, since the last step. */
record CheckReading(Rollout rollout) {
  private static final Set<String> WELL = Set.of("PASS", "PASSED", "SUCCESS", "SUCCEEDED", "OK");

  static List<ProceedSubject> subjects(Rollout rollout) {
    CheckReading reading = new CheckReading(rollout);
    List<ProceedSubject> subjects = new ArrayList<>();
    rollout.plan().verification().forEach(each -> reading.probe(each).ifPresent(subjects::add));
    subjects.addAll(reading.othersThatFailed());
    rollout.requiredChecks().forEach(each -> subjects.add(reading.check(each)));
    return subjects;
  }

  /** When a step last began or ended. */
  private Optional<Instant> lastStep() {
    return rollout.plan().steps().stream()
        .map(rollout::facts)
        .flatMap(
            each ->
                Stream.<Recorded<?>>concat(
                    Stream.ofNullable(each.started()), Stream.ofNullable(each.finished())))
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo);
  }

  /** Empty: none of the steps that it comes after has been taken, or it names no probe. */
  private Optional<ProceedSubject> probe(PlannedVerification planned) {
    String name = planned.probe();
    boolean due =
        rollout.plan().steps().stream()
            .filter(each -> planned.after().isEmpty() || planned.after().contains(each.id()))
            .anyMatch(rollout::wasTaken);
    if (name == null || !due) {
      return Optional.empty();
    }
    Optional<Recorded<ProbeFinished>> latest =
        rollout.at().facts().probes().stream()
            .filter(each -> each.event().probe().equals(name))
            .filter(each -> lastStep().filter(step -> each.effectiveAt().isBefore(step)).isEmpty())
            .max(Recorded.BY_TIME);
    Optional<CitedFact> fact =
        latest.map(
            each ->
                rollout
                    .cite()
                    .fact(
                        "probe " + name,
                        each.event().outcome().toString(),
                        each,
                        rollout.policy().probeMaxAge()));
    return Optional.of(
        fact.filter(each -> !each.stale())
            .<ProceedSubject>map(each -> flow(name, latest.orElseThrow().event(), each))
            .orElseGet(() -> notRun(name, fact)));
  }

  /** Probes that the plan does not name, and that failed since the last step on what it brought. */
  private List<SyntheticFlow> othersThatFailed() {
    List<String> named =
        rollout.plan().verification().stream()
            .flatMap(each -> Stream.ofNullable(each.probe()))
            .toList();
    SortedMap<String, Recorded<ProbeFinished>> latest = new TreeMap<>();
    rollout.at().facts().probes().stream()
        .filter(each -> !named.contains(each.event().probe()))
        .filter(each -> lastStep().filter(step -> !each.effectiveAt().isBefore(step)).isPresent())
        .sorted(Recorded.BY_TIME)
        .forEach(each -> latest.put(each.event().probe(), each));
    return latest.values().stream()
        .filter(each -> each.event().outcome() == Outcome.FAILED && concerns(each.event()))
        .map(
            each ->
                flow(
                    each.event().probe(),
                    each.event(),
                    rollout.cite().fact("probe " + each.event().probe(), "FAILED", each)))
        .toList();
  }

  /** It is of a type of action that must go on completing, or met what the release brought. */
  private boolean concerns(ProbeFinished probe) {
    NavigableSet<String> types = rollout.keyTypes();
    return Stream.concat(
                Stream.ofNullable(probe.actionType()),
                Stream.ofNullable(probe.action()).map(ActionRef::type))
            .anyMatch(types::contains)
        || rollout.exposed().stream()
            .map(each -> new ComponentVersion(each.name(), each.to()))
            .anyMatch(probe.exercised()::contains);
  }

  private SyntheticFlow flow(String name, ProbeFinished probe, CitedFact fact) {
    Stream<String> versions =
        rollout.exposed().stream()
            .map(each -> new ComponentVersion(each.name(), each.to()))
            .filter(each -> !probe.exercised().contains(each))
            .map(ComponentVersion::toString);
    List<String> exposed = rollout.exposed().stream().map(PlannedComponent::name).toList();
    Stream<String> queues =
        rollout.plan().messages().stream()
            .filter(each -> concerns(each, exposed))
            .flatMap(each -> Stream.ofNullable(each.queue()))
            .distinct()
            .filter(each -> !probe.hops().contains(each))
            .map(each -> "queue " + each);
    List<String> missed = Stream.concat(versions, queues).toList();
    Outcome outcome = probe.outcome();
    return new SyntheticFlow(name, outcome, missed, fact);
  }

  private static boolean concerns(PlannedMessage message, List<String> exposed) {
    return exposed.stream()
        .anyMatch(
            each ->
                message.producedBy().containsKey(each) || message.acceptedBy().containsKey(each));
  }

  private Unseen notRun(String name, Optional<CitedFact> last) {
    return Unseen.of(
        "probe " + name,
        last.map(
                each ->
                    "Probe %s ran last at %s, which is too long ago."
                        .formatted(name, each.spokenMoment()))
            .orElse("Probe %s has not run since the last step.".formatted(name)),
        last.stream().toList(),
        "Run %s and send probe.finished.".formatted(name),
        MissingFact.Kind.SYNTHETIC_FLOW);
  }

  private RequiredCheck check(String name) {
    Optional<Recorded<VerificationFinished>> latest =
        rollout.at().facts().verifications().stream()
            .filter(each -> each.event().verification().equals(name))
            .filter(each -> lastStep().filter(step -> each.effectiveAt().isBefore(step)).isEmpty())
            .max(Recorded.BY_TIME);
    String outcome = latest.map(each -> String.valueOf(each.event().outcome())).orElse("none");
    return new RequiredCheck(
        name,
        latest.map(each -> rollout.cite().fact("required check " + name, outcome, each)),
        WELL.contains(outcome.toUpperCase(Locale.ROOT)),
        rollout.policy().mustHaveData());
  }
}

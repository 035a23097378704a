package dev.changeover.explain.rules;

import dev.changeover.explain.Combining;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Question;
import dev.changeover.explain.Rule;
import dev.changeover.explain.Subject;
import dev.changeover.explain.Unspoken;
import dev.changeover.explain.rules.proceed.AFormHasNoTaker;
import dev.changeover.explain.rules.proceed.ARequiredCheckIsMissing;
import dev.changeover.explain.rules.proceed.ARequiredMetricIsMissing;
import dev.changeover.explain.rules.proceed.AStepFailed;
import dev.changeover.explain.rules.proceed.ManyPairsMayLiveTogether;
import dev.changeover.explain.rules.proceed.NewFailuresAppeared;
import dev.changeover.explain.rules.proceed.NothingElseConfoundsTheStep;
import dev.changeover.explain.rules.proceed.RealWorkStillCompletes;
import dev.changeover.explain.rules.proceed.SomethingNeededIsMissing;
import dev.changeover.explain.rules.proceed.TheBackfillIsComplete;
import dev.changeover.explain.rules.proceed.TheComparisonIsInconclusive;
import dev.changeover.explain.rules.proceed.TheFleetIsAsPlanned;
import dev.changeover.explain.rules.proceed.TheLastStepHasBaked;
import dev.changeover.explain.rules.proceed.TheNewVersionIsKnownToBeUnfit;
import dev.changeover.explain.rules.proceed.TheOldFormIsNoLongerUsed;
import dev.changeover.explain.rules.proceed.ThePairMayLiveTogether;
import dev.changeover.explain.rules.proceed.TheStepComesTooEarly;
import dev.changeover.explain.rules.proceed.TheSyntheticFlowWentThrough;
import dev.changeover.explain.rules.proceed.ThereIsNoWayBackBehindTheStep;
import dev.changeover.explain.rules.proceed.TooFewActionsEnded;
import dev.changeover.explain.rules.proceed.WorkIsAcceptedAndNotCompleted;
import dev.changeover.explain.rules.proceed.WorkWaitsTooLong;
import dev.changeover.explain.rules.retire.ClientsOfTheVersionRemain;
import dev.changeover.explain.rules.retire.ClosedActionsStillNeedIt;
import dev.changeover.explain.rules.retire.CodeStillEvaluatesTheFlag;
import dev.changeover.explain.rules.retire.InstancesKnowTheOldMeaning;
import dev.changeover.explain.rules.retire.ItIsStillCalled;
import dev.changeover.explain.rules.retire.ItIsTheOnlyProvenWayBack;
import dev.changeover.explain.rules.retire.ItWasUsedAfterItWasDrained;
import dev.changeover.explain.rules.retire.ItWasUsedTooLately;
import dev.changeover.explain.rules.retire.ItsClientsAreNotCounted;
import dev.changeover.explain.rules.retire.ItsClientsMayComeBack;
import dev.changeover.explain.rules.retire.NoWorkerIsLeftToEndThem;
import dev.changeover.explain.rules.retire.NobodyOwnsTheOverduePath;
import dev.changeover.explain.rules.retire.NothingUsesTheVersion;
import dev.changeover.explain.rules.retire.OnlyItTakesTheMessages;
import dev.changeover.explain.rules.retire.OpenActionsNeedTheVersion;
import dev.changeover.explain.rules.retire.SomethingIsNotTold;
import dev.changeover.explain.rules.retire.SomethingLiveNeedsIt;
import dev.changeover.explain.rules.retire.SomethingStillReadsIt;
import dev.changeover.explain.rules.retire.SomethingWillStillCallIt;
import dev.changeover.explain.rules.retire.TheBusinessCycleIsNotCovered;
import dev.changeover.explain.rules.retire.TheVersionIsStillGivenWork;
import dev.changeover.explain.rules.retire.TheVersionWasUsedLately;
import dev.changeover.explain.rules.retire.UnversionedInstancesMayBeIt;
import dev.changeover.explain.rules.retire.UnversionedWorkersShareItsQueue;
import dev.changeover.explain.rules.retire.WhatRunsOfItIsNotTold;
import dev.changeover.explain.rules.retire.WhatTheQueueHoldsIsNotTold;
import dev.changeover.explain.rules.retire.WhatWillCallItIsNotTold;
import dev.changeover.explain.rules.retire.WhereOpenActionsRunIsNotTold;
import dev.changeover.explain.rules.retire.WhichComponentRunsOpenActionsIsNotTold;
import dev.changeover.explain.rules.retire.WhoEvaluatesTheFlagIsNotTold;
import dev.changeover.explain.rules.retire.WhoKnowsTheOldMeaningIsNotTold;
import dev.changeover.explain.rules.retire.WhoNeedsItIsNotTold;
import dev.changeover.explain.rules.retry.ACallbackMayStillCome;
import dev.changeover.explain.rules.retry.ACallbackTellsNoAction;
import dev.changeover.explain.rules.retry.ANewerActionCompleted;
import dev.changeover.explain.rules.retry.AStepThatIsNotDoneWouldBeSkipped;
import dev.changeover.explain.rules.retry.AnAutomaticRetryIsOverdue;
import dev.changeover.explain.rules.retry.AnAutomaticRetryWillCome;
import dev.changeover.explain.rules.retry.AnOlderVersionUsesWhatIsGone;
import dev.changeover.explain.rules.retry.AnUndoneEffectIsDoneAnew;
import dev.changeover.explain.rules.retry.AnotherVersionFinishesTheStep;
import dev.changeover.explain.rules.retry.EachAttemptSentItsOwnKey;
import dev.changeover.explain.rules.retry.ItFailsTheSameWayEverywhere;
import dev.changeover.explain.rules.retry.ItHappenedAndWouldHappenAgain;
import dev.changeover.explain.rules.retry.ItIsBeingUndone;
import dev.changeover.explain.rules.retry.ItIsInDoubtAndCanBeAsked;
import dev.changeover.explain.rules.retry.ItIsInDoubtAndCannotBeAsked;
import dev.changeover.explain.rules.retry.ItUsesWhatIsGone;
import dev.changeover.explain.rules.retry.ItWasUndone;
import dev.changeover.explain.rules.retry.ItsKeyWasToldInTwoWays;
import dev.changeover.explain.rules.retry.ItsMessageStillWaits;
import dev.changeover.explain.rules.retry.ItsRecordHasGaps;
import dev.changeover.explain.rules.retry.ItsTermsHaveRunOut;
import dev.changeover.explain.rules.retry.LuckDecidesWhichWorkerTakesIt;
import dev.changeover.explain.rules.retry.NoLiveWorkerTakesItsMessage;
import dev.changeover.explain.rules.retry.NothingHappenedYet;
import dev.changeover.explain.rules.retry.OthersChangedItsEntity;
import dev.changeover.explain.rules.retry.PastThePivotItOnlyFinishes;
import dev.changeover.explain.rules.retry.RepeatingItChangesNothing;
import dev.changeover.explain.rules.retry.SilentIsNotDead;
import dev.changeover.explain.rules.retry.TheActionGoesOnByItself;
import dev.changeover.explain.rules.retry.TheCalleeHasForgottenTheKey;
import dev.changeover.explain.rules.retry.TheCalleeIsOverloaded;
import dev.changeover.explain.rules.retry.TheCalleeStillRemembersTheKey;
import dev.changeover.explain.rules.retry.TheConsumerCannotRecogniseIt;
import dev.changeover.explain.rules.retry.TheConsumerDropsWhatItTookBefore;
import dev.changeover.explain.rules.retry.TheEffectIsBehindTheRetry;
import dev.changeover.explain.rules.retry.TheEnvironmentLagsBehind;
import dev.changeover.explain.rules.retry.TheFirstAttemptStillRuns;
import dev.changeover.explain.rules.retry.ThePayloadWouldDiffer;
import dev.changeover.explain.rules.retry.TheStepAskedForIsNotKnown;
import dev.changeover.explain.rules.retry.TheStepIsBehindTheRetry;
import dev.changeover.explain.rules.retry.TheStepsAreOthersWhereItResumes;
import dev.changeover.explain.rules.retry.TheVersionItNeedsIsGone;
import dev.changeover.explain.rules.retry.TheWorkersOfItsQueueAreSilent;
import dev.changeover.explain.rules.retry.ThereIsNothingToRetry;
import dev.changeover.explain.rules.retry.TwoSourcesDisagree;
import dev.changeover.explain.rules.retry.WhetherItsVersionIsThereIsNotKnown;
import dev.changeover.explain.rules.retry.WhetherTheStepsAreTheSameIsNotKnown;
import dev.changeover.explain.rules.retry.WhichVersionsWouldRetryIsNotKnown;
import dev.changeover.explain.rules.rollback.AFlagHasChangedSince;
import dev.changeover.explain.rules.rollback.APeerNeedsTheVersionBeingLeft;
import dev.changeover.explain.rules.rollback.ActionsInFlightNeedTheVersionBeingLeft;
import dev.changeover.explain.rules.rollback.ActionsStandAtAStepTheTargetLacks;
import dev.changeover.explain.rules.rollback.BothFormsAreCurrent;
import dev.changeover.explain.rules.rollback.CallbacksLeadToTheVersionBeingLeft;
import dev.changeover.explain.rules.rollback.ClientsOfTheVersionBeingLeftAreActive;
import dev.changeover.explain.rules.rollback.GoingBackDoesNotCureIt;
import dev.changeover.explain.rules.rollback.ManyOrdersOfReturnWereNotVerified;
import dev.changeover.explain.rules.rollback.NothingElseIsRunning;
import dev.changeover.explain.rules.rollback.OldValuesWereOverwritten;
import dev.changeover.explain.rules.rollback.OneOrderOfReturnIsForbidden;
import dev.changeover.explain.rules.rollback.OneOrderOfReturnWasVerified;
import dev.changeover.explain.rules.rollback.OnlyCodeChanged;
import dev.changeover.explain.rules.rollback.ProducersOfTheNewFormAreStillLive;
import dev.changeover.explain.rules.rollback.ReversibilityIsDeclared;
import dev.changeover.explain.rules.rollback.RowsExistOnlyInTheNewForm;
import dev.changeover.explain.rules.rollback.SchedulesNameTheVersionBeingLeft;
import dev.changeover.explain.rules.rollback.SomethingNeededIsNotTold;
import dev.changeover.explain.rules.rollback.SomethingTheTargetNeedsIsMissing;
import dev.changeover.explain.rules.rollback.TargetHasCapacity;
import dev.changeover.explain.rules.rollback.TargetIsKnownNotToWorkWithAPeer;
import dev.changeover.explain.rules.rollback.TargetIsMarkedBad;
import dev.changeover.explain.rules.rollback.TargetIsProvedOnTheExpandedSchema;
import dev.changeover.explain.rules.rollback.TargetIsUnprovedOnTheExpandedSchema;
import dev.changeover.explain.rules.rollback.TargetRefusesTheSchema;
import dev.changeover.explain.rules.rollback.TargetWasVerifiedBesideThePeer;
import dev.changeover.explain.rules.rollback.TheCacheMayHoldForeignEntries;
import dev.changeover.explain.rules.rollback.TheComponentIsOutOfSight;
import dev.changeover.explain.rules.rollback.TheContentOfTheQueueIsNotTold;
import dev.changeover.explain.rules.rollback.TheOldFormIsGone;
import dev.changeover.explain.rules.rollback.TheOldFormIsHalfGone;
import dev.changeover.explain.rules.rollback.TheSchemaWouldGoFirst;
import dev.changeover.explain.rules.rollback.TheStateOfTheDataIsNotTold;
import dev.changeover.explain.rules.rollback.TheTargetIsTooFarBack;
import dev.changeover.explain.rules.rollback.TheWayBackWasNotRehearsed;
import dev.changeover.explain.rules.rollback.TheWayBackWasRehearsed;
import dev.changeover.explain.rules.rollback.WaitingMessagesAreForeignToTheTarget;
import dev.changeover.explain.rules.rollback.WhatNeedsTheVersionIsNotTold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules, listed by hand in the order of their ids, each question in turn. */
public final class RuleBook {
  private static final List<Rule<?>> RETRY =
      List.of(
          new NothingIsKnownOfIt(Question.RETRY),
          new RepeatingItChangesNothing(),
          new TheCalleeStillRemembersTheKey(),
          new TheCalleeHasForgottenTheKey(),
          new ThePayloadWouldDiffer(),
          new EachAttemptSentItsOwnKey(),
          new ItHappenedAndWouldHappenAgain(),
          new ItIsInDoubtAndCanBeAsked(),
          new ItIsInDoubtAndCannotBeAsked(),
          new TheFirstAttemptStillRuns(),
          new TheActionGoesOnByItself(),
          new SilentIsNotDead(),
          new NothingHappenedYet(),
          new TheCalleeIsOverloaded(),
          new ItFailsTheSameWayEverywhere(),
          new AnotherVersionFinishesTheStep(),
          new TheStepsAreOthersWhereItResumes(),
          new TheVersionItNeedsIsGone(),
          new NoLiveWorkerTakesItsMessage(),
          new LuckDecidesWhichWorkerTakesIt(),
          new ItUsesWhatIsGone(),
          new AnOlderVersionUsesWhatIsGone(),
          new OthersChangedItsEntity(),
          new ANewerActionCompleted(),
          new ACallbackMayStillCome(),
          new ItIsBeingUndone(),
          new ItWasUndone(),
          new AnUndoneEffectIsDoneAnew(),
          new PastThePivotItOnlyFinishes(),
          new TheConsumerDropsWhatItTookBefore(),
          new TheConsumerCannotRecogniseIt(),
          new AnAutomaticRetryWillCome(),
          new ItsTermsHaveRunOut(),
          new ItsRecordHasGaps(),
          new TheEffectIsBehindTheRetry(),
          new TheStepIsBehindTheRetry(),
          new ThereIsNothingToRetry(),
          new ItsMessageStillWaits(),
          new TwoSourcesDisagree(),
          new WhichVersionsWouldRetryIsNotKnown(),
          new WhetherTheStepsAreTheSameIsNotKnown(),
          new WhetherItsVersionIsThereIsNotKnown(),
          new AnAutomaticRetryIsOverdue(),
          new TheWorkersOfItsQueueAreSilent(),
          new TheEnvironmentLagsBehind(),
          new TheStepAskedForIsNotKnown(),
          new AStepThatIsNotDoneWouldBeSkipped(),
          new ACallbackTellsNoAction(),
          new ItsKeyWasToldInTwoWays());

  private static final List<Rule<?>> ROLLBACK =
      List.of(
          new NothingIsKnownOfIt(Question.ROLLBACK),
          new OnlyCodeChanged(),
          new TargetIsProvedOnTheExpandedSchema(),
          new TargetIsUnprovedOnTheExpandedSchema(),
          new TargetRefusesTheSchema(),
          new TheOldFormIsGone(),
          new TheOldFormIsHalfGone(),
          new OldValuesWereOverwritten(),
          new RowsExistOnlyInTheNewForm(),
          new BothFormsAreCurrent(),
          new TheSchemaWouldGoFirst(),
          new WaitingMessagesAreForeignToTheTarget(),
          new ProducersOfTheNewFormAreStillLive(),
          new ActionsInFlightNeedTheVersionBeingLeft(),
          new ActionsStandAtAStepTheTargetLacks(),
          new TheCacheMayHoldForeignEntries(),
          new SchedulesNameTheVersionBeingLeft(),
          new ClientsOfTheVersionBeingLeftAreActive(),
          new CallbacksLeadToTheVersionBeingLeft(),
          new APeerNeedsTheVersionBeingLeft(),
          new TargetWasVerifiedBesideThePeer(),
          new OneOrderOfReturnWasVerified(),
          new ManyOrdersOfReturnWereNotVerified(),
          new SomethingTheTargetNeedsIsMissing(),
          new TargetIsMarkedBad(),
          new NothingElseIsRunning(),
          new TargetHasCapacity(),
          new TheWayBackWasRehearsed(),
          new TheWayBackWasNotRehearsed(),
          new AFlagHasChangedSince(),
          new TheTargetIsTooFarBack(),
          new GoingBackDoesNotCureIt(),
          new ReversibilityIsDeclared(),
          new SomethingNeededIsNotTold(),
          new TheComponentIsOutOfSight(),
          new TheContentOfTheQueueIsNotTold(),
          new TheStateOfTheDataIsNotTold(),
          new WhatNeedsTheVersionIsNotTold(),
          new TargetIsKnownNotToWorkWithAPeer(),
          new OneOrderOfReturnIsForbidden());

  private static final List<Rule<?>> PROCEED =
      List.of(
          new NothingIsKnownOfIt(Question.PROCEED),
          new RealWorkStillCompletes(),
          new TooFewActionsEnded(),
          new ARequiredMetricIsMissing(),
          new ARequiredCheckIsMissing(),
          new TheSyntheticFlowWentThrough(),
          new WorkIsAcceptedAndNotCompleted(),
          new WorkWaitsTooLong(),
          new AFormHasNoTaker(),
          new TheStepComesTooEarly(),
          new ThePairMayLiveTogether(),
          new ManyPairsMayLiveTogether(),
          new TheBackfillIsComplete(),
          new TheLastStepHasBaked(),
          new ThereIsNoWayBackBehindTheStep(),
          new NothingElseConfoundsTheStep(),
          new TheFleetIsAsPlanned(),
          new TheOldFormIsNoLongerUsed(),
          new NewFailuresAppeared(),
          new TheComparisonIsInconclusive(),
          new AStepFailed(),
          new SomethingNeededIsMissing(),
          new TheNewVersionIsKnownToBeUnfit());

  private static final List<Rule<?>> RETIRE =
      List.of(
          new NothingIsKnownOfIt(Question.RETIRE),
          new NothingUsesTheVersion(),
          new TheVersionIsStillGivenWork(),
          new TheVersionWasUsedLately(),
          new ItWasUsedTooLately(),
          new OpenActionsNeedTheVersion(),
          new NoWorkerIsLeftToEndThem(),
          new ItWasUsedAfterItWasDrained(),
          new OnlyItTakesTheMessages(),
          new SomethingWillStillCallIt(),
          new ClientsOfTheVersionRemain(),
          new ItIsStillCalled(),
          new SomethingLiveNeedsIt(),
          new TheBusinessCycleIsNotCovered(),
          new ItsClientsMayComeBack(),
          new SomethingStillReadsIt(),
          new ItIsTheOnlyProvenWayBack(),
          new CodeStillEvaluatesTheFlag(),
          new InstancesKnowTheOldMeaning(),
          new ClosedActionsStillNeedIt(),
          new UnversionedWorkersShareItsQueue(),
          new UnversionedInstancesMayBeIt(),
          new NobodyOwnsTheOverduePath(),
          new SomethingIsNotTold(),
          new WhatRunsOfItIsNotTold(),
          new WhereOpenActionsRunIsNotTold(),
          new WhichComponentRunsOpenActionsIsNotTold(),
          new WhatTheQueueHoldsIsNotTold(),
          new WhatWillCallItIsNotTold(),
          new ItsClientsAreNotCounted(),
          new WhoNeedsItIsNotTold(),
          new WhoEvaluatesTheFlagIsNotTold(),
          new WhoKnowsTheOldMeaningIsNotTold());

  private static final List<Rule<?>> ALL =
      Stream.of(RETRY, ROLLBACK, PROCEED, RETIRE).flatMap(List::stream).toList();

  /** The rules that judge subjects of a class, in the order of the book. */
  private static final ClassValue<List<Rule<?>>> OF_SUBJECT =
      new ClassValue<>() {
        @Override
        protected List<Rule<?>> computeValue(Class<?> subject) {
          return ALL.stream().filter(rule -> rule.judges().isAssignableFrom(subject)).toList();
        }
      };

  private RuleBook() {}

  public static List<Rule<?>> rules() {
    return ALL;
  }

  /**
   * What the rules say of these subjects: every rule is put to every subject of its kind; a subject
   * that must be proved and that no rule speaks of gets the question's rule 00.
   *
   * @return in the order that {@link Combining#leadFirst} gives
   */
  public static List<Finding> judge(Question question, Collection<? extends Subject> subjects) {
    List<Finding> findings = new ArrayList<>();
    subjects.forEach(subject -> findings.addAll(judge(subject)));
    Set<String> spokenFor = findings.stream().map(Finding::subject).collect(Collectors.toSet());
    List<Finding> unspoken =
        subjects.stream()
            .filter(Subject::mustBeProved)
            .filter(subject -> !spokenFor.contains(subject.name()))
            .flatMap(subject -> judge(new Unspoken(question, subject)).stream())
            .toList();
    findings.addAll(unspoken);
    return Combining.leadFirst(findings);
  }

  private static List<Finding> judge(Subject subject) {
    return OF_SUBJECT.get(subject.getClass()).stream()
        .flatMap(rule -> judge(rule, subject).stream())
        .toList();
  }

  private static <S> Optional<Finding> judge(Rule<S> rule, Subject subject) {
    return rule.judge(rule.judges().cast(subject));
  }
}

package dev.changeover.explain.proceed;

import dev.changeover.explain.Subject;

/** What the next step of a release touches. Each kind is judged by its own rules. */
public sealed interface ProceedSubject extends Subject
    permits RolloutState,
        NextStep,
        LivePair,
        PairsAlike,
        BroughtVersion,
        Fleet,
        KeyAction,
        RequiredCheck,
        NewErrors,
        SyntheticFlow,
        QueueAge,
        FormInQueue,
        NameInUse,
        UnwatchedPart,
        Unseen {}

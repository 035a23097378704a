package dev.changeover.explain.retire;

import dev.changeover.explain.Subject;

/** A kind of thing that may still need what would go. Each kind is judged by its own rules. */
public sealed interface RetireSubject extends Subject
    permits NotTold,
        NeverMentioned,
        VersionInUse,
        OpenActions,
        ClosedActions,
        MessagesLeft,
        CallsToCome,
        ClientsLeft,
        WayBack,
        CallersOfPath,
        Readers,
        PathDebt,
        FlagArms,
        NameToRetire {}

package dev.changeover.explain.rollback;

import dev.changeover.explain.Subject;

/** What a rollback touches. Each kind is judged by its own rules. */
public sealed interface RollbackSubject extends Subject
    permits ReleaseUnderRollback,
        BlindSpot,
        ComponentToRollBack,
        PairAfterRollback,
        OrderOfReturn,
        UnverifiedOrders,
        MigrationInTheWay,
        QueueToDrain,
        DependantOfVersion,
        ActionsInFlight,
        WayBack,
        FlagUnderTheTarget,
        StepsBack,
        NeedOfAPeer,
        HelpOfGoingBack {}

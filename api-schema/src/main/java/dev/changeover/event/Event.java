package dev.changeover.event;

/**
 * Something that happened, as the log keeps it. The environment, the times and the source are not
 * part of it: they are on the envelope, {@link Recorded}.
 *
 * <p>Component names in the records are the JSON names of {@code events.md} section 4. A component
 * that is {@code @Nullable} was optional for the sender; null means "not told", never "none".
 */
public sealed interface Event
    permits ActionEvent,
        CacheEvent,
        CallbackEvent,
        CoexistenceEvent,
        ComponentEvent,
        DecisionEvent,
        DeliveryEvent,
        FeedEvent,
        FlagEvent,
        IncidentEvent,
        MigrationEvent,
        OtherFact,
        PathEvent,
        PolicyEvent,
        QueueEvent,
        ReleaseEvent,
        ScheduleEvent,
        VerificationEvent,
        WorkerEvent {}

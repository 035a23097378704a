package dev.changeover.projection.action;

import org.jspecify.annotations.Nullable;

/**
 * Actions in flight that stand alike with one component.
 *
 * @param begunOn version of the component that they were first seen on; null: not told
 * @param lastOn the version that they were last seen on; null: not told
 * @param step the step of the component that they stand at; null: none
 * @param count how many, from 1
 */
public record InFlightGroup(
    String component,
    String type,
    @Nullable String begunOn,
    @Nullable String lastOn,
    @Nullable String step,
    long count) {}

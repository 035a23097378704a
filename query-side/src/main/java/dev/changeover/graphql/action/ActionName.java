package dev.changeover.graphql.action;

import dev.changeover.event.ActionRef;

/** An action within its environment. */
public record ActionName(String environment, ActionRef ref) {}

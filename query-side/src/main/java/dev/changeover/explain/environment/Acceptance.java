package dev.changeover.explain.environment;

import dev.changeover.explain.CitedFact;

/** Whether a version takes a form of message, and who says so. */
public record Acceptance(boolean accepted, CitedFact fact) {}

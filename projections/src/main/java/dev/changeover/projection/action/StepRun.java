package dev.changeover.projection.action;

/** That a version of a component has run a step of actions of a type. */
public record StepRun(String type, String component, String version, String step) {}

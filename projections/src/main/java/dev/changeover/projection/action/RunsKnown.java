package dev.changeover.projection.action;

import java.util.List;

/**
 * Runs of actions.
 *
 * @param position the facts up to and including it are folded into them; -1: none
 * @param runs each action once
 */
public record RunsKnown(long position, List<RunsAlike> runs) {}

package dev.changeover.explain.rollback;

import dev.changeover.projection.action.Action;
import java.util.List;

/**
 * The actions that a rollback has to do with: those that have not ended and have touched a
 * component that would go back, and some that have run on a target version.
 *
 * @param position the facts up to and including it are folded into the actions; -1: none
 * @param actions in any order, each once
 */
public record ActionsKnown(long position, List<Action> actions) {}

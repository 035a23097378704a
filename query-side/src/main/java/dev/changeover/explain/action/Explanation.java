package dev.changeover.explain.action;

import java.util.List;

/**
 * What can be said of an action.
 *
 * @param summary a few sentences, ready to be pasted into a channel
 * @param happened in order of time
 * @param pending what is to come or still runs
 * @param doubts what nobody knows
 */
public record Explanation(
    String summary, List<Statement> happened, List<Statement> pending, List<Statement> doubts) {}

package dev.changeover.explain;

import java.util.List;

/**
 * What can be said of a thing's state, in plain sentences.
 *
 * @param summary a few sentences, ready to be pasted into a channel
 * @param happened in order of time
 * @param pending what is to come or still runs
 * @param doubts what nobody knows
 */
public record Explanation(
    String summary, List<Statement> happened, List<Statement> pending, List<Statement> doubts) {}

package dev.changeover.explain.rollback;

import dev.changeover.explain.Harm;
import dev.changeover.explain.RuleId;

/**
 * Something that going back now would break, or leave without what it needs.
 *
 * @param id an action as {@code type/id}; a queue with the form of its messages; a migration; a
 *     component with its version; a callback; a schedule
 * @param count how many things it stands for; 1 for an action, a callback and a schedule
 * @param reason one plain sentence
 */
public record BlastEntry(Harm.Kind kind, String id, long count, String reason, RuleId rule) {}

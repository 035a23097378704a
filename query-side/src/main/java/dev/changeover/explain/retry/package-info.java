/**
 * May this action run again? The facts about an action and its surroundings become subjects: the
 * action, its steps, its effects, its messages. Rules judge each, and the verdict is the worst that
 * was found. Pure, apart from the one reader at its edge.
 */
@NullMarked
package dev.changeover.explain.retry;

import org.jspecify.annotations.NullMarked;

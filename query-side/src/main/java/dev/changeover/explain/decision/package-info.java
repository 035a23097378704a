/**
 * What became of decisions: each is held against what happened after it. Pure: the same facts at
 * the same instant give the same score.
 */
@NullMarked
package dev.changeover.explain.decision;

import org.jspecify.annotations.NullMarked;

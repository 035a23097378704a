/**
 * The state of a release in plain sentences: what happened, what is to come, what nobody knows.
 * Pure.
 */
@NullMarked
package dev.changeover.explain.release;

import org.jspecify.annotations.NullMarked;

/** What became of decisions, told on facts alone. */
@NullMarked
package dev.changeover.explain.decision;

import org.jspecify.annotations.NullMarked;

/** Searches for false SAFE answers: a small world with hidden truth, and what it lets be seen. */
@NullMarked
package dev.changeover.explain.retry;

import org.jspecify.annotations.NullMarked;

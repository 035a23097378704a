/** What makes a retry safe or unsafe: one file for each rule, ids {@code RETRY-nn}. */
@NullMarked
package dev.changeover.explain.rules.retry;

import org.jspecify.annotations.NullMarked;

/** Tests of what is known of an environment: folds in memory, rows on PostgreSQL, derivations. */
@NullMarked
package dev.changeover.projection.environment;

import org.jspecify.annotations.NullMarked;

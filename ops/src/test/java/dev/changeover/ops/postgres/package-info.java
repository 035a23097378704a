/** The embedded PostgreSQL against real processes: restarts, killed owners, second owners. */
@NullMarked
package dev.changeover.ops.postgres;

import org.jspecify.annotations.NullMarked;

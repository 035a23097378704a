/** Migrations: the phases that were declared, started, finished and undone. */
@NullMarked
package dev.changeover.projection.environment.migration;

import org.jspecify.annotations.NullMarked;

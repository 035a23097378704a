/**
 * The event log on PostgreSQL: dense positions in commit order, append only, idempotent by source
 * and id. Doors append facts through {@link dev.changeover.log.FactLog}; aggregates reach it
 * through Axon's storage engine interface.
 */
@NullMarked
package dev.changeover.log;

import org.jspecify.annotations.NullMarked;

/**
 * The PostgreSQL that Changeover brings along: unpacked once, initialised once, started durable,
 * cleared up after a killed owner, never owned twice. An external PostgreSQL is only checked here,
 * never changed. Source: ADR 005.
 */
@NullMarked
package dev.changeover.ops.postgres;

import org.jspecify.annotations.NullMarked;

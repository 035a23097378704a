/**
 * The facts. One sealed interface per stream, the records of its events inside it, the values they
 * are made of, and {@link dev.changeover.event.EventCatalog}, the one place that maps the three
 * names of a fact: its wire type, its stored type and its record. Nothing here knows a database, a
 * door or a clock.
 */
@NullMarked
package dev.changeover.event;

import org.jspecify.annotations.NullMarked;

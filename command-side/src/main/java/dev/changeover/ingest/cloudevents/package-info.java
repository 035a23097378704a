/**
 * The door for CloudEvents and CDEvents: {@code POST /events}. Reads bytes into facts or into a
 * refusal that names the place; only this package knows their wire form.
 */
@NullMarked
package dev.changeover.ingest.cloudevents;

import org.jspecify.annotations.NullMarked;

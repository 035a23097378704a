/** The door for CloudEvents and CDEvents under test: our own examples, then those of others. */
@NullMarked
package dev.changeover.ingest.cloudevents;

import org.jspecify.annotations.NullMarked;

/** The doors under test as a client sees them: a server on a port of its own, over HTTP. */
@NullMarked
package dev.changeover.ingest;

import org.jspecify.annotations.NullMarked;

/**
 * The names that instrumented code uses to tell us more than OpenTelemetry's own conventions can.
 * Constants only; the door that reads them is on the command side.
 */
@NullMarked
package dev.changeover.event.otel;

import org.jspecify.annotations.NullMarked;

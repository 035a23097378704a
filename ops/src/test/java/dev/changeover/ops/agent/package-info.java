/**
 * The OpenTelemetry javaagent on an app that knows nothing of Changeover: what it sends through
 * both doors, and what is made of it with nothing but a mapping file.
 */
@NullMarked
package dev.changeover.ops.agent;

import org.jspecify.annotations.NullMarked;

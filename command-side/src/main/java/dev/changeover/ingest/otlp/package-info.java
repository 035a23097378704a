/**
 * The OpenTelemetry door (OTLP 1.x): traces and metrics over HTTP and gRPC become facts of business
 * actions and presence of components. This package holds the edges: wire, memory in the database,
 * settings. What spans mean is in the packages below, without any of these.
 */
@NullMarked
package dev.changeover.ingest.otlp;

import org.jspecify.annotations.NullMarked;

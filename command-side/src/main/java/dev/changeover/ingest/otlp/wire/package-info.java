/**
 * OTLP on the wire: binary protobuf and its JSON form, in which ids are hexadecimal, and the
 * answers and errors in the form of the request. Source: OTLP specification 1.x, "Protocol
 * Details".
 */
@NullMarked
package dev.changeover.ingest.otlp.wire;

import org.jspecify.annotations.NullMarked;

/**
 * Documents that clients name instead of sending: those that a server was told of at its start, or
 * those that it was sent before.
 */
@NullMarked
package dev.changeover.graphql.document;

import org.jspecify.annotations.NullMarked;

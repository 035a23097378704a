/**
 * What people decide and state: the mutations of the GraphQL face. Each is checked, may be refused
 * with a code and a remedy, and else becomes a fact through the same door as what machines send.
 */
@NullMarked
package dev.changeover.decision;

import org.jspecify.annotations.NullMarked;

/** Tokens and rules under test: what is closed, what is open, and who is told why. */
@NullMarked
package dev.changeover.access;

import org.jspecify.annotations.NullMarked;

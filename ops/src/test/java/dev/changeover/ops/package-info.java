/**
 * Checks on the whole of Changeover: only this module sees all the others, so the rules of the
 * architecture are proved here.
 */
@NullMarked
package dev.changeover.ops;

import org.jspecify.annotations.NullMarked;

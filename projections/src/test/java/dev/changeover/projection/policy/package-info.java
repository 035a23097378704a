/** Limits: how declared values are read, and that their page tells the truth. */
@NullMarked
package dev.changeover.projection.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Read models. One package per subject, each a pure fold and a thin projector; here only what a
 * projector is.
 */
@NullMarked
package dev.changeover.projection;

import org.jspecify.annotations.NullMarked;

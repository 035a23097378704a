/** Tests of actions: order and repetition change nothing; the rows find what the log holds. */
@NullMarked
package dev.changeover.projection.action;

import org.jspecify.annotations.NullMarked;

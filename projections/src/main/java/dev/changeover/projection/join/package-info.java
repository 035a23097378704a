/**
 * The joins that all folds are made of: merging facts in any order, any number of times, gives the
 * same state.
 */
@NullMarked
package dev.changeover.projection.join;

import org.jspecify.annotations.NullMarked;

/** Tests of the counting of ends. */
@NullMarked
package dev.changeover.projection.completion;

import org.jspecify.annotations.NullMarked;

/** Read models that are rebuilt while they are read and kept. */
@NullMarked
package dev.changeover.ops.rebuild;

import org.jspecify.annotations.NullMarked;

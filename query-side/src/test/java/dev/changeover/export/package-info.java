/** Facts, then files. */
@NullMarked
package dev.changeover.export;

import org.jspecify.annotations.NullMarked;

/** Release plans under test: what is refused and where, and what the aggregate decides. */
@NullMarked
package dev.changeover.release;

import org.jspecify.annotations.NullMarked;

/** Which environments a caller may read, as the security filter found it out. */
@NullMarked
package dev.changeover.reach;

import org.jspecify.annotations.NullMarked;

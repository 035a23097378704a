/** What all read models write their rows with. */
@NullMarked
package dev.changeover.projection;

import org.jspecify.annotations.NullMarked;

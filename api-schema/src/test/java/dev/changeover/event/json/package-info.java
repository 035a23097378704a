/** Tests of the event JSON form. */
@NullMarked
package dev.changeover.event.json;

import org.jspecify.annotations.NullMarked;

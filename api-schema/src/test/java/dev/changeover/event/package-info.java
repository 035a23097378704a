/** Tests of the event vocabulary. */
@NullMarked
package dev.changeover.event;

import org.jspecify.annotations.NullMarked;

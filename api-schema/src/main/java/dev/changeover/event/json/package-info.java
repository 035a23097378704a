/**
 * The JSON form of events: how a record is written into the log and read again, with errors that
 * name the place. The only package of this module that knows a JSON library.
 */
@NullMarked
package dev.changeover.event.json;

import org.jspecify.annotations.NullMarked;

/**
 * The contract of the events: one approved JSON file for each version of each event, and the
 * vocabulary in {@code docs/events.md}, both held to what the records really read and write.
 */
@NullMarked
package dev.changeover.event.contract;

import org.jspecify.annotations.NullMarked;

/**
 * Business actions. What is known of an action is the set of its events; {@link
 * dev.changeover.projection.action.ActionHistory} joins such sets, {@link
 * dev.changeover.projection.action.Action} is derived from one, and what state the action is in is
 * derived from that, the environment and a moment. The table is only for finding actions.
 */
@NullMarked
package dev.changeover.projection.action;

import org.jspecify.annotations.NullMarked;

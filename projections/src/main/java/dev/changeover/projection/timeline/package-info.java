/**
 * The timeline: for each thing that has one (an environment, a release, an action, a component, a
 * migration, a queue) the facts that concern it, by the time they happened. Holds positions, not
 * copies. A periodic report is in it only where it says something else than the report before it;
 * the others stay in the log and in exports.
 */
@NullMarked
package dev.changeover.projection.timeline;

import org.jspecify.annotations.NullMarked;

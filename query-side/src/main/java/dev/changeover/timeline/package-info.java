/**
 * The timeline as people read it: each fact as one plain sentence, and the entries of one thing
 * page by page, by the time they happened.
 */
@NullMarked
package dev.changeover.timeline;

import org.jspecify.annotations.NullMarked;

/**
 * The question whether something old may go: a version of a component, a compatibility path, a
 * schema or message form, a flag. The facts it is judged by, and each kind of thing that may still
 * need what goes, as a subject of its own. Pure.
 */
@NullMarked
package dev.changeover.explain.retire;

import org.jspecify.annotations.NullMarked;

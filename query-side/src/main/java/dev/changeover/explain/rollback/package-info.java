/**
 * May this release, or one component of it, go back now? Facts about the environment become the
 * subjects that a rollback touches, rules judge each subject, and the verdict is the worst that was
 * found. Pure, apart from the one reader at its edge.
 */
@NullMarked
package dev.changeover.explain.rollback;

import org.jspecify.annotations.NullMarked;

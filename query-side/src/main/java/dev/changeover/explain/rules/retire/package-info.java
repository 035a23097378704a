/** The rules on retiring something old, {@code RETIRE-01} to {@code RETIRE-17}; one file each. */
@NullMarked
package dev.changeover.explain.rules.retire;

import org.jspecify.annotations.NullMarked;

/** How two verdicts on the same question differ, and whether events or time made them differ. */
@NullMarked
package dev.changeover.explain.difference;

import org.jspecify.annotations.NullMarked;

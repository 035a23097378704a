@NullMarked
package dev.changeover.explain;

import org.jspecify.annotations.NullMarked;

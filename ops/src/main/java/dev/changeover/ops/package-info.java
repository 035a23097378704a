@NullMarked
package dev.changeover.ops;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.changeover.projection;

import org.jspecify.annotations.NullMarked;

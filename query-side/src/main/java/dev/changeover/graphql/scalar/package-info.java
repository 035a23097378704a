/** How {@code Long}, {@code DateTime} and {@code Duration} are read and written. */
@NullMarked
package dev.changeover.graphql.scalar;

import org.jspecify.annotations.NullMarked;

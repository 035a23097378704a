/** Many rows at once into a table of PostgreSQL, the cheapest way that it has. */
@NullMarked
package dev.changeover.copy;

import org.jspecify.annotations.NullMarked;

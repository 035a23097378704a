/** Releases as the schema shows them, and whether they may go back. */
@NullMarked
package dev.changeover.graphql.release;

import org.jspecify.annotations.NullMarked;

/** Decisions and what became of them, as the schema shows them. */
@NullMarked
package dev.changeover.graphql.decision;

import org.jspecify.annotations.NullMarked;

/** The GraphQL face over HTTP, on a real PostgreSQL, with rows made by the projectors. */
@NullMarked
package dev.changeover.graphql;

import org.jspecify.annotations.NullMarked;

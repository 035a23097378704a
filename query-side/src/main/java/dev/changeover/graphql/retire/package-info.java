/** Questions about retiring something, and the register of compatibility paths, in GraphQL. */
@NullMarked
package dev.changeover.graphql.retire;

import org.jspecify.annotations.NullMarked;

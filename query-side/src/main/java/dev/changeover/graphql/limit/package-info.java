/**
 * What one query may cost: the size of the request, the shape of the query, the time it runs. A
 * query beyond a limit is refused before anything is read, with the limit and a remedy.
 */
@NullMarked
package dev.changeover.graphql.limit;

import org.jspecify.annotations.NullMarked;

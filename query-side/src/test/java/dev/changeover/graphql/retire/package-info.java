/** How the actions that a version has to do with are found in the rows. */
@NullMarked
package dev.changeover.graphql.retire;

import org.jspecify.annotations.NullMarked;

/**
 * Which knowledge an answer is made from and which moment it judges: the {@code AsOf} of the
 * schema.
 */
@NullMarked
package dev.changeover.graphql.asof;

import org.jspecify.annotations.NullMarked;

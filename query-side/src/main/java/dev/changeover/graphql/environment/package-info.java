/**
 * Environments as the schema shows them, derived from what is known of one at a point. Pure, the
 * controller apart.
 */
@NullMarked
package dev.changeover.graphql.environment;

import org.jspecify.annotations.NullMarked;

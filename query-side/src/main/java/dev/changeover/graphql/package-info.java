/**
 * The GraphQL face: one controller for each noun of the schema, each answer pinned to a position
 * and an instant. Controllers ask and arrange; what is true is decided in {@code explain} and in
 * the read models. Whatever a list holds, a query costs a constant number of SQL statements.
 */
@NullMarked
package dev.changeover.graphql;

import org.jspecify.annotations.NullMarked;

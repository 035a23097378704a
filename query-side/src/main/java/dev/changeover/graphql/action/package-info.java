/** Business actions as the schema shows them, and whether they may run again. */
@NullMarked
package dev.changeover.graphql.action;

import org.jspecify.annotations.NullMarked;

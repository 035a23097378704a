/**
 * Verdicts and explanations as the schema shows them, and each verdict again under its permalink.
 */
@NullMarked
package dev.changeover.graphql.verdict;

import org.jspecify.annotations.NullMarked;

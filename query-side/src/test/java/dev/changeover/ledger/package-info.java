/**
 * A log for tests: the real tables, with rows put into them by hand and folded by the projectors.
 */
@NullMarked
package dev.changeover.ledger;

import org.jspecify.annotations.NullMarked;

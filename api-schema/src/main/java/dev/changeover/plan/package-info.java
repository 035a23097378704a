/**
 * The release plan as a release engineer hands it in: components from and to, ordered steps,
 * coexistence rules, verification, rollback. Plain data; what it means is decided elsewhere.
 */
@NullMarked
package dev.changeover.plan;

import org.jspecify.annotations.NullMarked;

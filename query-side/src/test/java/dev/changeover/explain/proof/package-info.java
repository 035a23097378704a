/**
 * Proof that no verdict says SAFE where harm would follow: simulated worlds that know what really
 * happened, witnesses that tell of it badly, and the count of what the rules make of that. The
 * worlds share no code with rules, readings and folds; what they let a verdict rely on is written
 * in {@link dev.changeover.explain.proof.Assumption}.
 */
@NullMarked
package dev.changeover.explain.proof;

import org.jspecify.annotations.NullMarked;

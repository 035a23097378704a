/**
 * May the release take its next step now? The plan, the environment and what became of business
 * actions since the last step become the subjects that the step touches; rules judge each subject,
 * and the verdict is the worst that was found. Pure, apart from the one reader at its edge.
 */
@NullMarked
package dev.changeover.explain.proceed;

import org.jspecify.annotations.NullMarked;

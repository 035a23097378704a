/** Tests of what verdicts on next steps compare. */
@NullMarked
package dev.changeover.explain.proceed;

import org.jspecify.annotations.NullMarked;

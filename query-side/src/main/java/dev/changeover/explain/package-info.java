/**
 * What may be said from the facts: questions, findings, verdicts, and how findings combine. Pure:
 * the same facts at the same position and instant give the same verdict, byte for byte.
 */
@NullMarked
package dev.changeover.explain;

import org.jspecify.annotations.NullMarked;

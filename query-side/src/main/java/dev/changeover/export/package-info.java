/**
 * The history of an environment as files: every fact of a period, and a manifest that says what was
 * asked, what is in it and what is not. Written page by page while the client reads, so that memory
 * does not grow with the period. The same period at the same position gives the same bytes, the
 * manifest's who and when apart.
 */
@NullMarked
package dev.changeover.export;

import org.jspecify.annotations.NullMarked;

/**
 * What a face of the product says when it refuses: one enum of stable codes, problem details of RFC
 * 9457, and the exception of a refused command. Every door and every other HTTP face answers with
 * these.
 */
@NullMarked
package dev.changeover.problem;

import org.jspecify.annotations.NullMarked;

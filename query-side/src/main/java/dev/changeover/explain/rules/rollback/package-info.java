/**
 * The rules of rollback, one file each, named as true sentences. Each has its page in {@code
 * docs/rules}.
 */
@NullMarked
package dev.changeover.explain.rules.rollback;

import org.jspecify.annotations.NullMarked;

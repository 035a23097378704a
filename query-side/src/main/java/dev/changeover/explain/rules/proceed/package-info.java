/**
 * The rules of going on with a release, one file each, named as true sentences. Each has its page
 * in {@code docs/rules}.
 */
@NullMarked
package dev.changeover.explain.rules.proceed;

import org.jspecify.annotations.NullMarked;

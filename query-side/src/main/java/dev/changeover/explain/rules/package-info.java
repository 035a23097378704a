/**
 * The rules: one file each, one package for each question, listed by hand in {@link
 * dev.changeover.explain.rules.RuleBook}. Every rule has a page in {@code docs/rules} and golden
 * cases.
 */
@NullMarked
package dev.changeover.explain.rules;

import org.jspecify.annotations.NullMarked;

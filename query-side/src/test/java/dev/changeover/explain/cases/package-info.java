/**
 * Golden cases: streams of events, a question, and the verdict that it must get, in {@code
 * src/test/resources/cases/<rule>/<case>}. One runner reads them all; {@code -Dapprove} rewrites
 * the verdicts, which are then read by a person before they are committed.
 */
@NullMarked
package dev.changeover.explain.cases;

import org.jspecify.annotations.NullMarked;

/** Retries of many actions at once: which may be run again now, which need a word first. */
@NullMarked
package dev.changeover.graphql.triage;

import org.jspecify.annotations.NullMarked;

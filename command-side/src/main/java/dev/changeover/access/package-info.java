/**
 * Who may do what: bearer tokens, their roles, and the one table of rules by which every address is
 * closed unless it is listed.
 */
@NullMarked
package dev.changeover.access;

import org.jspecify.annotations.NullMarked;

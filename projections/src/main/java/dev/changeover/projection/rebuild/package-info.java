/**
 * Rebuilds a read model beside the live one, compares the two at the same position and puts the new
 * one in the place of the old one in one transaction. Readers find complete rows at every moment,
 * and a crash leaves either the old ones or the new ones.
 */
@NullMarked
package dev.changeover.projection.rebuild;

import org.jspecify.annotations.NullMarked;

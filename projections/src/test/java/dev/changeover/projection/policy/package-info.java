/** Tests of what is derived here from merged facts and an instant. */
@NullMarked
package dev.changeover.projection.policy;

import org.jspecify.annotations.NullMarked;

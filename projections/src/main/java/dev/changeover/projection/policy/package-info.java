/**
 * What an environment allows and how old its evidence may be: declared values over the defaults.
 */
@NullMarked
package dev.changeover.projection.policy;

import org.jspecify.annotations.NullMarked;

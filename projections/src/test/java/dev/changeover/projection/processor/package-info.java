/** Tests of how projectors are kept at work, as far as they need no processor. */
@NullMarked
package dev.changeover.projection.processor;

import org.jspecify.annotations.NullMarked;

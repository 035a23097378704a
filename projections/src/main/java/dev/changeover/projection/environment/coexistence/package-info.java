/** Which versions may live side by side: what was declared, planned and verified. */
@NullMarked
package dev.changeover.projection.environment.coexistence;

import org.jspecify.annotations.NullMarked;

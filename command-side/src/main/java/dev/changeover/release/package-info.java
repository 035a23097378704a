/**
 * Release plans: handed in through {@code PUT /releases/{environment}/{id}}, checked, and fixed
 * once the release has started. The aggregate lives in the stream of its release, which observed
 * facts share, so it sees the start whoever tells it.
 */
@NullMarked
package dev.changeover.release;

import org.jspecify.annotations.NullMarked;

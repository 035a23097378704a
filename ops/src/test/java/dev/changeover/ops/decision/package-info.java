/**
 * Deciding and asking over HTTP, on a whole server: mutations, gates, permalinks, subscriptions.
 */
@NullMarked
package dev.changeover.ops.decision;

import org.jspecify.annotations.NullMarked;

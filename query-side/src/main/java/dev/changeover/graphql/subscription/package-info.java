/**
 * Subscriptions: what is told anew when the log has grown. A subscription reads when it is woken
 * and when its client has taken what it got before; what a slow client misses in between is one
 * state, never a queue that grows.
 */
@NullMarked
package dev.changeover.graphql.subscription;

import org.jspecify.annotations.NullMarked;

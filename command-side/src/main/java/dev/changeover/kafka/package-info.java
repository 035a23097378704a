/**
 * What the two ways of Kafka, in and out, have in common: where the brokers are and how to speak
 * with them. Neither way is on without bootstrap servers.
 */
@NullMarked
package dev.changeover.kafka;

import org.jspecify.annotations.NullMarked;

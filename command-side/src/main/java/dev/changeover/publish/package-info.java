/**
 * Publishes the log: every fact as a CloudEvent to one Kafka topic, in log order per stream, at
 * least once. How far it has got is a row of {@code ledger.publication}; who may publish is decided
 * twice, by a lease in that row and by Kafka's epoch of the transactional producer, so that a node
 * that was frozen can neither move the position nor add to the topic.
 */
@NullMarked
package dev.changeover.publish;

import org.jspecify.annotations.NullMarked;

package dev.changeover.publish;

import java.util.UUID;

/**
 * The right to publish to a topic, until a later epoch is given out.
 *
 * @param topic that may be published to
 * @param publisherId the same for all nodes on one log
 * @param epoch greater than that of every lease before
 */
record Lease(String topic, UUID publisherId, long epoch) {

  /** What Kafka knows the publishers of this log by, so that the newest ends those before it. */
  String transactionalId() {
    return "changeover-out-" + publisherId;
  }
}

package dev.changeover.publish;

/** Another node has taken over; whoever gets this stops publishing. */
final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(Lease lease) {
    super(
        "another node has taken over publishing to topic '%s' since epoch %d"
            .formatted(lease.topic(), lease.epoch()));
  }

  LeaseLost(Lease lease, Throwable fenced) {
    super(
        "Kafka has fenced the publisher of topic '%s' of epoch %d, since a newer one was opened or its transaction took too long: %s"
            .formatted(lease.topic(), lease.epoch(), fenced.getMessage()),
        fenced);
  }
}

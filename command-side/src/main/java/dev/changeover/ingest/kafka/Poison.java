package dev.changeover.ingest.kafka;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that cannot be taken, or not wholly.
 *
 * @param reason what is wrong and where
 */
record Poison(ConsumerRecord<byte[], byte[]> record, ProblemCode code, String reason) {

  static Poison of(ConsumerRecord<byte[], byte[]> record, Problem problem) {
    String pointer = problem.pointer();
    String place = pointer == null || pointer.isEmpty() ? "" : " (at " + pointer + ")";
    return new Poison(record, problem.code(), problem.detail() + place);
  }
}

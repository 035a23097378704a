package dev.changeover.ingest.kafka;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that cannot be taken, or not wholly.
 *
 * @param reason what is wrong and where
 * @param foreign whether all that is held back of it is of environments that its topic has no say
 *     in; then nothing is missing from those that it has a say in
 */
record Poison(
    ConsumerRecord<byte[], byte[]> record, ProblemCode code, String reason, boolean foreign) {

  static Poison of(ConsumerRecord<byte[], byte[]> record, ProblemCode code, String reason) {
    return new Poison(record, code, reason, false);
  }

  static Poison of(ConsumerRecord<byte[], byte[]> record, Problem problem) {
    String pointer = problem.pointer();
    String place = pointer == null || pointer.isEmpty() ? "" : " (at " + pointer + ")";
    return of(record, problem.code(), problem.detail() + place);
  }
}

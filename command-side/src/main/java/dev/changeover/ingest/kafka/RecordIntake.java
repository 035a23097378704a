package dev.changeover.ingest.kafka;

import dev.changeover.log.Beside;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records of one form into the log, and moves the offset with them. */
interface RecordIntake {

  /** How many records may be taken at once. */
  int mostAtOnce();

  /**
   * Returns after the commit.
   *
   * @param records of one partition, in order
   * @param move makes what moves the offset, from what goes to quarantine; to be recorded with the
   *     facts
   * @throws dev.changeover.log.LogUnavailable where trying again is right
   * @throws dev.changeover.log.UnstorableFact where one of the records can never be stored
   * @throws dev.changeover.log.Fenced where the offset is not ours to move
   */
  void take(List<ConsumerRecord<byte[], byte[]>> records, Function<List<Poison>, Beside> move);
}

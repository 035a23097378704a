package dev.changeover.ingest.kafka;

import dev.changeover.log.Beside;
import dev.changeover.log.NewFact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** CloudEvents: all records of a batch in one append. */
record EventIntake(EventRecords reader, PatientLog log) implements RecordIntake {

  @Override
  public int mostAtOnce() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void take(
      List<ConsumerRecord<byte[], byte[]>> records, Function<List<Poison>, Beside> move) {
    List<NewFact> facts = new ArrayList<>();
    List<Poison> poison = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ReadRecord read = reader.read(record);
      facts.addAll(read.facts());
      if (read.poison() != null) {
        poison.add(read.poison());
      }
    }
    log.append(facts, move.apply(poison));
  }
}

package dev.changeover.ingest.kafka;

import dev.changeover.access.Caller;
import dev.changeover.ingest.otlp.ExportTooLarge;
import dev.changeover.ingest.otlp.OtlpAccess;
import dev.changeover.ingest.otlp.OtlpDoor;
import dev.changeover.ingest.otlp.Taken;
import dev.changeover.ingest.otlp.WithRefusals;
import dev.changeover.ingest.otlp.wire.Form;
import dev.changeover.ingest.otlp.wire.MalformedExport;
import dev.changeover.log.Beside;
import dev.changeover.problem.ProblemCode;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * OTLP: one export in each record, taken as if it had come by OTLP/HTTP. What waits for the rest of
 * its trace is committed to the memory of spans before the offset moves.
 *
 * @param signal what the exports are of
 * @param mostBytes of one export
 */
record OtlpIntake(OtlpDoor door, Signal signal, Caller rights, int mostBytes, PatientLog log)
    implements RecordIntake {
  /** No export in protobuf begins so: it would be a group, which OTLP has not. */
  private static final byte BEGIN_OF_JSON = '{';

  /** What an export tells of. */
  enum Signal {
    TRACES {
      @Override
      Taken take(
          OtlpDoor door, Form form, byte[] body, OtlpAccess.Sender sender, WithRefusals alongside)
          throws MalformedExport {
        return door.takeTraces(
            form.read(body, ExportTraceServiceRequest.newBuilder()).build(), sender, alongside);
      }
    },
    METRICS {
      @Override
      Taken take(
          OtlpDoor door, Form form, byte[] body, OtlpAccess.Sender sender, WithRefusals alongside)
          throws MalformedExport {
        return door.takeMetrics(
            form.read(body, ExportMetricsServiceRequest.newBuilder()).build(), sender, alongside);
      }
    };

    abstract Taken take(
        OtlpDoor door, Form form, byte[] body, OtlpAccess.Sender sender, WithRefusals alongside)
        throws MalformedExport;
  }

  @Override
  public int mostAtOnce() {
    return 1;
  }

  @Override
  public void take(
      List<ConsumerRecord<byte[], byte[]>> records, Function<List<Poison>, Beside> move) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      take(record, move);
    }
    if (records.isEmpty()) {
      log.append(List.of(), move.apply(List.of()));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Function<List<Poison>, Beside> move) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      passOver(record, ProblemCode.BODY_UNREADABLE, "the record has no value", move);
    } else if (value.length > mostBytes) {
      String told = "the export has %,d bytes, %,d are taken".formatted(value.length, mostBytes);
      passOver(record, ProblemCode.BODY_TOO_LARGE, told, move);
    } else {
      take(record, value, move);
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, byte[] value, Function<List<Poison>, Beside> move) {
    Form form = value.length > 0 && value[0] == BEGIN_OF_JSON ? Form.JSON : Form.PROTOBUF;
    Set<String> foreign = new HashSet<>();
    OtlpAccess.Sender sender =
        (environment, source) -> {
          if (!rights.reaches(environment)) {
            foreign.add(Taken.mayNotTell(source));
          }
          return rights.refusalToTell(environment, source).isEmpty();
        };
    try {
      var _ =
          signal.take(
              door,
              form,
              value,
              sender,
              refused ->
                  move.apply(
                      refused.isEmpty() ? List.of() : List.of(of(record, refused, foreign))));
    } catch (MalformedExport malformed) {
      passOver(record, ProblemCode.BODY_UNREADABLE, String.valueOf(malformed.getMessage()), move);
    } catch (ExportTooLarge large) {
      passOver(record, ProblemCode.BODY_TOO_LARGE, String.valueOf(large.getMessage()), move);
    }
  }

  private void passOver(
      ConsumerRecord<byte[], byte[]> record,
      ProblemCode code,
      String reason,
      Function<List<Poison>, Beside> move) {
    log.append(List.of(), move.apply(List.of(Poison.of(record, code, reason))));
  }

  private static Poison of(
      ConsumerRecord<byte[], byte[]> record, List<String> refused, Set<String> foreign) {
    return new Poison(
        record,
        ProblemCode.EVENT_MALFORMED,
        "%d items are held back, the others are taken: %s"
            .formatted(refused.size(), new Taken(refused).message()),
        foreign.containsAll(refused));
  }
}

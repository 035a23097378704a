package dev.changeover.ingest.kafka;

import dev.changeover.ingest.kafka.KafkaInStatus.State;
import dev.changeover.log.Beside;
import dev.changeover.log.Fenced;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.UnstorableFact;
import dev.changeover.problem.ProblemCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one batch of one partition, step by step, each step with its move of the offset. Waits as
 * long as the log takes nothing. For one thread.
 */
final class BatchWork {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  /** A record that fails this often for no known reason must not hold up those behind it. */
  private static final int MOST_FAULTS = 5;

  private final HeldPartition held;
  private final Batch batch;
  private final RecordIntake intake;
  private final OffsetTable offsets;
  private final GapFacts gaps;
  private final PatientLog log;
  private Claim claim;
  private int taken;
  private boolean oneByOne;
  private int faults;
  private int quarantined;

  /** The next record, where it has turned out that it can never be taken. */
  private @Nullable Poison doomed;

  BatchWork(
      HeldPartition held,
      Claim claim,
      Batch batch,
      RecordIntake intake,
      OffsetTable offsets,
      GapFacts gaps,
      PatientLog log) {
    this.held = held;
    this.claim = claim;
    this.batch = batch;
    this.intake = intake;
    this.offsets = offsets;
    this.gaps = gaps;
    this.log = log;
  }

  Taking run() {
    while (claim.nextOffset() < batch.next().offset()) {
      try {
        step();
      } catch (Fenced fenced) {
        return afterFence();
      } catch (LogUnavailable unavailable) {
        if (!held.waitFor(unavailable.retryAfter(), String.valueOf(unavailable.getMessage()))) {
          return new Taking.LetGo();
        }
      } catch (UnstorableFact unstorable) {
        isolate(ProblemCode.EVENT_MALFORMED, String.valueOf(unstorable.getMessage()));
      } catch (RuntimeException fault) {
        if (!goOnAfter(fault)) {
          return new Taking.LetGo();
        }
      }
    }
    return new Taking.Done(claim, quarantined);
  }

  private void step() {
    List<ConsumerRecord<byte[], byte[]>> records = next();
    Claim to = after(records);
    List<Poison> passedOver = new ArrayList<>();
    if (doomed == null) {
      intake.take(
          records,
          poison -> {
            passedOver.clear();
            passedOver.addAll(poison);
            return moved(to, poison);
          });
    } else {
      passedOver.add(doomed);
      log.append(List.of(), moved(to, passedOver));
    }
    passedOver.forEach(this::tell);
    quarantined += passedOver.size();
    taken += records.size();
    claim = to;
    doomed = null;
    faults = 0;
    held.state = State.TAKING;
    held.trouble = null;
  }

  /** What is put aside is missing from the log, which the log has to say. */
  private Beside moved(Claim to, List<Poison> poison) {
    return new Beside(gaps.of(claim, poison), offsets.move(claim, to, poison));
  }

  private List<ConsumerRecord<byte[], byte[]>> next() {
    int most = oneByOne ? 1 : intake.mostAtOnce();
    int left = batch.records().size() - taken;
    return batch.records().subList(taken, taken + Math.min(most, left));
  }

  /** Finds out which record it is; that one is passed over. */
  private void isolate(ProblemCode code, String reason) {
    if (next().size() == 1) {
      doomed = Poison.of(next().getFirst(), code, reason);
    }
    oneByOne = true;
  }

  private boolean goOnAfter(RuntimeException fault) {
    faults++;
    LOG.error("records of {} from offset {} cannot be taken", claim, claim.nextOffset(), fault);
    if (faults >= MOST_FAULTS && !next().isEmpty()) {
      isolate(
          ProblemCode.BODY_UNREADABLE, "taking it failed %d times: %s".formatted(faults, fault));
      faults = 0;
    }
    return held.waitFor(PAUSE_AFTER_FAULT, fault.toString());
  }

  /** The last step also goes past what is no record: markers, and what was aborted. */
  private Claim after(List<ConsumerRecord<byte[], byte[]>> records) {
    if (taken + records.size() == batch.records().size()) {
      return claim.at(batch.next().offset(), batch.next().leaderEpoch().orElse(null));
    }
    ConsumerRecord<byte[], byte[]> last = records.getLast();
    return claim.at(last.offset() + 1, last.leaderEpoch().orElse(null));
  }

  private Taking afterFence() {
    try {
      return offsets
          .newest(claim)
          .filter(newest -> newest.number() == claim.number())
          .<Taking>map(_ -> new Taking.Moved())
          .orElseGet(Taking.Followed::new);
    } catch (SQLException away) {
      LOG.debug("who reads {} now could not be asked", claim, away);
      return new Taking.Followed();
    }
  }

  private void tell(Poison poison) {
    LOG.warn(
        "the record at offset {} of {} goes to quarantine: {}",
        poison.record().offset(),
        claim,
        poison.reason());
  }
}

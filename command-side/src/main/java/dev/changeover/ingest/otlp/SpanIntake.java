package dev.changeover.ingest.otlp;

import dev.changeover.ingest.otlp.SpanMemory.Remembered;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.span.SpanKey.TraceKey;
import dev.changeover.ingest.otlp.trace.Gap;
import dev.changeover.ingest.otlp.trace.Joined;
import dev.changeover.ingest.otlp.trace.Missing;
import dev.changeover.ingest.otlp.trace.Placement;
import dev.changeover.ingest.otlp.trace.TraceFacts;
import dev.changeover.ingest.otlp.trace.TraceJoin;
import dev.changeover.ingest.otlp.trace.TraceSpan;
import dev.changeover.log.Beside;
import dev.changeover.log.FactLog;
import dev.changeover.log.LogUnavailable;
import dev.changeover.log.NewFact;
import dev.changeover.log.UnstorableFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes spans into memory and log so that nothing acknowledged is lost: first what waits and every
 * placement is committed to memory, then the facts to the log, then the spans whose facts are there
 * leave memory. A crash in between repeats facts, which the log knows by their ids.
 */
final class SpanIntake {
  private static final Logger LOG = LoggerFactory.getLogger(SpanIntake.class);
  private static final Duration LONGEST_APPEND = Duration.ofSeconds(30);
  private static final int MOST_LOOKS = 4;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final MeaningReader meanings;
  private final SpanMemory memory;
  private final FactLog log;
  private final Declarations declarations;

  SpanIntake(MeaningReader meanings, SpanMemory memory, FactLog log, Declarations declarations) {
    this.meanings = meanings;
    this.memory = memory;
    this.log = log;
    this.declarations = declarations;
  }

  /**
   * Takes spans that have arrived.
   *
   * @return why some of their facts can never be stored; empty: all are committed
   */
  List<String> take(List<SeenSpan> spans, List<NewFact> heartbeats, Instant now) {
    return take(spans, heartbeats, now, WithRefusals.ANSWERED);
  }

  /** As the other; {@code alongside} is written with the facts, even where there are none. */
  List<String> take(
      List<SeenSpan> spans, List<NewFact> heartbeats, Instant now, WithRefusals alongside) {
    KnownSpans known = KnownSpans.of(spans, now, memory);
    return commit(known, Set.of(), heartbeats, alongside);
  }

  /** Looks again at what waits in these spans' traces; the overdue ones wait no longer. */
  List<String> lookAgain(Set<SpanKey> spans, Set<SpanKey> overdue) {
    Set<TraceKey> traces = new TreeSet<>();
    spans.forEach(key -> traces.add(key.trace()));
    return commit(KnownSpans.of(traces, memory), overdue, List.of(), WithRefusals.ANSWERED);
  }

  private List<String> commit(
      KnownSpans known, Set<SpanKey> overdue, List<NewFact> heartbeats, WithRefusals alongside) {
    List<NewFact> facts = new ArrayList<>(heartbeats);
    MeaningReader once = meanings.once();
    Set<SpanKey> whole = new TreeSet<>();
    Missing missing = Missing.NOTHING;
    for (int look = 0; look < MOST_LOOKS; look++) {
      Joined joined = TraceJoin.join(once, known.all(), overdue);
      missing = joined.missing();
      List<TraceSpan> standing = remember(joined, known, whole);
      facts.addAll(TraceFacts.of(once, standing, joined.gaps(), known.all()));
      known.told(standing);
      if (!known.addNewcomers()) {
        break;
      }
    }
    facts.addAll(TraceFacts.of(missing));
    List<String> refused = append(TraceFacts.once(facts), alongside);
    memory.settle(whole);
    memory.gapsClosed(missing.whole());
    return refused;
  }

  /**
   * Commits placements, what waits, and of which spans the log is about to hear that something
   * beside them is missing; gives the placed spans at the place that stands.
   *
   * @param whole gets those of them that memory holds whole until their facts are in the log
   */
  private static List<TraceSpan> remember(Joined joined, KnownSpans known, Set<SpanKey> whole) {
    Map<SpanKey, TraceSpan> changed = new TreeMap<>();
    joined.placed().forEach(each -> changed.put(each.key(), each));
    joined.waiting().stream()
        .filter(known::hasArrived)
        .forEach(each -> changed.put(each.key(), each));
    for (Gap gap : joined.missing().open()) {
      TraceSpan span = changed.getOrDefault(gap.at(), known.get(gap.at()));
      if (span != null && !span.awaited().told()) {
        changed.put(span.key(), span.withGapTold());
      }
    }
    Remembered remembered = known.remember(changed.values());
    List<TraceSpan> placed = new ArrayList<>();
    for (TraceSpan each : joined.placed()) {
      Placement stands = remembered.placements().get(each.key());
      if (stands != null) {
        placed.add(each.at(stands));
        if (remembered.whole().contains(each.key())) {
          whole.add(each.key());
        }
      }
    }
    return placed;
  }

  /**
   * Appends facts and waits for the commit. A fact that can never be stored does not hinder the
   * others.
   *
   * @throws LogUnavailable where sending again is right
   */
  List<String> append(List<NewFact> facts) {
    return append(facts, WithRefusals.ANSWERED);
  }

  /**
   * As the other; {@code alongside} is written with the facts, even where there are none.
   *
   * @throws dev.changeover.log.Fenced where that forbids the facts
   */
  List<String> append(List<NewFact> facts, WithRefusals alongside) {
    List<NewFact> declared = declarations.neededBy(facts);
    List<NewFact> left = new ArrayList<>(declared);
    left.addAll(facts);
    List<String> refused = new ArrayList<>();
    boolean written = false;
    while (!written) {
      try {
        Beside beside = alongside.given(List.copyOf(refused));
        List<NewFact> all = new ArrayList<>(left);
        all.addAll(beside.facts());
        log.append(List.copyOf(all), beside.alongside())
            .get(LONGEST_APPEND.toSeconds(), TimeUnit.SECONDS);
        written = true;
      } catch (UnstorableFact fault) {
        leaveOut(fault, left, refused);
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof UnstorableFact fault)) {
          throw unavailable(failed);
        }
        leaveOut(fault, left, refused);
      } catch (TimeoutException slow) {
        throw new LogUnavailable("the log did not commit within 30 s", RETRY_AFTER, slow);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new LogUnavailable("the server is stopping", RETRY_AFTER, stopped);
      }
    }
    declarations.told(declared);
    return refused;
  }

  private static void leaveOut(UnstorableFact fault, List<NewFact> left, List<String> refused) {
    LOG.warn("{}", fault.getMessage());
    refused.add(String.valueOf(fault.getMessage()));
    if (!left.removeIf(fact -> fact.id().equals(fault.id()))) {
      throw fault;
    }
  }

  private static RuntimeException unavailable(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException known
        ? known
        : new CompletionException(failed.getCause());
  }
}

package dev.changeover.ops.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lets contenders take turns, first to warm up, then to be counted. */
final class Turns {
  private final BenchPostgres postgres;
  private final BenchPostgres.Database any;
  private final Consumer<String> progress;
  private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

  Turns(BenchPostgres postgres, BenchPostgres.Database any, Consumer<String> progress) {
    this.postgres = postgres;
    this.any = any;
    this.progress = progress;
  }

  /**
   * One turn.
   *
   * @param jvmMicros CPU of its JVM, for each event
   * @param postgresMicros CPU of PostgreSQL, for each event
   */
  record Turn(double perSecond, double jvmMicros, double postgresMicros) {}

  /** Rounds in which each has one turn. */
  void run(List<Contender> contenders, int toWarmUp, int counted) {
    for (int round = -toWarmUp; round < counted; round++) {
      for (Contender each : contenders) {
        Turn turn = turn(each);
        progress.accept(line(each.name() + (round < 0 ? " (warming up)" : ""), turn));
        if (round >= 0) {
          turns.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(turn);
        }
      }
    }
  }

  private Turn turn(Contender contender) {
    contender.prepare();
    postgres.checkpoint(any);
    long jvm = CpuTime.ofTree(contender.pid());
    long database = postgres.cpuMicros();
    long begin = System.nanoTime();
    double events = contender.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Turn(
        events / seconds,
        (CpuTime.ofTree(contender.pid()) - jvm) / events,
        (postgres.cpuMicros() - database) / events);
  }

  /** The counted turns of one. */
  Measured of(String name) {
    return new Measured(turns.getOrDefault(name, List.of()));
  }

  /** Everybody who had a turn. */
  List<String> names() {
    return List.copyOf(turns.keySet());
  }

  static String line(String name, Turn turn) {
    return "  %-44s %,10.0f/s  CPU µs per event: JVM %6.1f, PostgreSQL %6.1f"
        .formatted(name, turn.perSecond(), turn.jvmMicros(), turn.postgresMicros());
  }
}

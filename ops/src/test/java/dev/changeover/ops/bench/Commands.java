package dev.changeover.ops.bench;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;

/**
 * Commands to aggregates, each of which gets ten in the course of a turn, from 32 threads that wait
 * for the outcome.
 */
final class Commands implements Contender {
  static final String STOCK = "stock Axon: commands, 32 threads";
  static final String STOCK_CACHED = "stock Axon: commands, aggregates cached";
  static final String OWN = "commands, 32 threads";
  private static final int THREADS = 32;
  private static final int OF_AN_AGGREGATE = 10;

  private final String name;
  private final CommandGateway gateway;
  private final int ofATurn;
  private String turn = "";

  Commands(String name, CommandGateway gateway, int ofATurn) {
    this.name = name;
    this.gateway = gateway;
    this.ofATurn = ofATurn;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() {
    turn = UUID.randomUUID().toString();
  }

  @Override
  public long run() {
    var next = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      CompletableFuture.allOf(
              Stream.generate(() -> CompletableFuture.runAsync(() -> command(next), pool))
                  .limit(THREADS)
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    return ofATurn;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  private void command(AtomicInteger next) {
    int aggregates = Math.max(1, ofATurn / OF_AN_AGGREGATE);
    int at = next.getAndIncrement();
    while (at < ofATurn) {
      gateway.sendAndWait(BenchOrder.Charge.of(turn + "-" + at % aggregates));
      at = next.getAndIncrement();
    }
  }
}

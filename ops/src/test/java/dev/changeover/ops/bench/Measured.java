package dev.changeover.ops.bench;

import dev.changeover.ops.bench.Turns.Turn;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The counted turns of one contender, in order.
 *
 * @param turns one for each round
 */
record Measured(List<Turn> turns) {

  /** Each figure is the median of its own. */
  Turn median() {
    return new Turn(median(Turn::perSecond), median(Turn::jvmMicros), median(Turn::postgresMicros));
  }

  /** Median over the rounds of how many times faster than the other in the same round. */
  double timesFaster(Measured other) {
    return median(ratios(other));
  }

  /** The round in which the machine was fairest to this one. */
  double timesFasterAtBest(Measured other) {
    return ratios(other).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  private List<Double> ratios(Measured other) {
    return IntStream.range(0, Math.min(turns.size(), other.turns.size()))
        .mapToObj(at -> turns.get(at).perSecond() / other.turns.get(at).perSecond())
        .toList();
  }

  private double median(ToDoubleFunction<Turn> figure) {
    return median(turns.stream().map(figure::applyAsDouble).toList());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElse(Double.NaN);
  }
}

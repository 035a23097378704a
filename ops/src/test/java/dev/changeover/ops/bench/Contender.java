package dev.changeover.ops.bench;

/** One of those that are measured in turns. */
interface Contender {
  String name();

  /** Makes what the next turn needs; not measured. */
  void prepare();

  /**
   * One turn.
   *
   * @return how many events it has made durable, or has folded
   */
  long run();

  /** The JVM in which it works; CPU of the others is not its. */
  long pid();
}

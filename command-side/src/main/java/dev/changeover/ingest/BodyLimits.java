package dev.changeover.ingest;

/**
 * How much of request bodies is read. A body is held until its answer, and what is made of it takes
 * many times its bytes: whoever offers more than is written must be turned away before it is read,
 * or there is no memory left to turn them away with.
 *
 * @param maxBytes of a body as sent, and of one after decompression
 * @param maxRatio how many times larger a body may get by decompression
 * @param maxBytesAtOnce of all bodies that are held in memory at one time; one large one, of more
 *     than a quarter of that, comes beside them
 */
public record BodyLimits(int maxBytes, int maxRatio, int maxBytesAtOnce) {

  /** The first this many bytes may be of any ratio: a short text of one letter packs very well. */
  static final int RATIO_COUNTS_FROM_BYTES = 64 * 1024;

  /** Of one processor: enough to keep it at work, and soon written. */
  private static final long BYTES_AT_ONCE_OF_A_PROCESSOR = 2L << 20;

  private static final int HEAP_OF_A_BYTE = 64;

  /** 16 MiB, 100:1, and at once 2 MiB for each processor, as far as the heap allows. */
  public static BodyLimits standard() {
    Runtime machine = Runtime.getRuntime();
    long atOnce =
        Math.min(
            BYTES_AT_ONCE_OF_A_PROCESSOR * machine.availableProcessors(),
            machine.maxMemory() / HEAP_OF_A_BYTE);
    return new BodyLimits(16 * 1024 * 1024, 100, Math.toIntExact(Math.min(atOnce, 256L << 20)));
  }

  /** A body of more bytes is large. */
  int largeFrom() {
    return maxBytesAtOnce / 4;
  }
}

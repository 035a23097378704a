package dev.changeover.ingest;

/**
 * How much of request bodies is read.
 *
 * @param maxBytes of a body as sent, and of one after decompression
 * @param maxRatio how many times larger a body may get by decompression
 * @param maxBytesAtOnce of all bodies that are held in memory at one time
 */
public record BodyLimits(int maxBytes, int maxRatio, int maxBytesAtOnce) {

  /** The first this many bytes may be of any ratio: a short text of one letter packs very well. */
  static final int RATIO_COUNTS_FROM_BYTES = 64 * 1024;

  /** 16 MiB, 100:1, 256 MiB. */
  public static BodyLimits standard() {
    return new BodyLimits(16 * 1024 * 1024, 100, 256 * 1024 * 1024);
  }
}

package dev.changeover.log;

/** Another row has taken the number in the stream that a decision was made for. */
final class SequenceTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SequenceTaken(String stream, long expected, long next) {
    super(
        "the decision was made for number %d of stream %s, but the next one is %d;"
                .formatted(expected, stream, next)
            + " load the stream again and decide anew");
  }
}

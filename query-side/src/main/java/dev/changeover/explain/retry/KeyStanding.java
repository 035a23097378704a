package dev.changeover.explain.retry;

import dev.changeover.explain.MissingFact;
import dev.changeover.projection.action.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Whether an idempotency key makes repeating an effect harmless. */
public sealed interface KeyStanding {

  /** No key is known to protect it. {@code why}: a clause, e.g. {@code how long is not told}. */
  record None(String why) implements KeyStanding {}

  /** The callee remembers it with this payload, and every version that may retry sends the same. */
  record Live(String keyHash, Instant until) implements KeyStanding {}

  /** The callee forgot it, or is about to. */
  record Forgotten(String keyHash, Instant at) implements KeyStanding {}

  /** Tries sent different payloads under it. */
  record PayloadsDiffered(String keyHash, List<String> payloadHashes) implements KeyStanding {}

  /**
   * A version that may run the retry is not known to send the same payload.
   *
   * @param versions those versions
   * @param proven the version whose payload the callee has
   */
  record PayloadUnproved(String keyHash, Set<String> versions, String component, String proven)
      implements KeyStanding {}

  /** Each try sent its own. */
  record PerAttempt(List<Attempt> attempts, List<String> keyHashes) implements KeyStanding {}

  /** It would be live, were it known which versions send the retry. */
  record VersionsUnknown(String keyHash, MissingFact missing) implements KeyStanding {}

  /** A key by its digest, which is all that is told of it: {@code key with SHA-256 9f2c41d0…}. */
  static String spoken(String hash) {
    return "key with SHA-256 " + brief(hash);
  }

  /** The start of a digest, as people compare it: {@code 9f2c41d0…}. */
  static String brief(String hash) {
    return hash.length() <= 8 ? hash : hash.substring(0, 8) + "…";
  }
}

package dev.changeover.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4): 64 lowercase hex characters. */
public record Sha256(String hex) {
  public Sha256 {
    if (hex.length() != 64) {
      throw new IllegalArgumentException("a SHA-256 has 64 hex characters, got '" + hex + "'");
    }
  }

  /** The digest of these bytes. */
  public static Sha256 of(byte[] bytes) {
    return ofDigest(inPieces().digest(bytes));
  }

  /** For bytes that come piece by piece; what it gives at the end is {@link #ofDigest wrapped}. */
  public static MessageDigest inPieces() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("this JDK lacks SHA-256, which every JDK must have", absent);
    }
  }

  /** Wraps the 32 bytes of a digest. */
  public static Sha256 ofDigest(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

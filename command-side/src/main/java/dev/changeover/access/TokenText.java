package dev.changeover.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Sha256;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a token, {@code chg_<id>_<secret>_<checksum>}: the prefix is for secret scanners, the
 * checksum tells a mistyped token without asking the database.
 *
 * @param id 12 characters, public
 * @param text the whole token
 */
record TokenText(String id, String text) {
  private static final Pattern FORM =
      Pattern.compile("chg_([a-z0-9]{12})_([a-z0-9]{52})_([0-9a-f]{8})");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new token; its secret has 52 characters of 5 random bits. */
  static TokenText random() {
    String id = characters(12);
    String body = "chg_" + id + "_" + characters(52);
    return new TokenText(id, body + "_" + checksum(body));
  }

  /** Reads a token; empty where it is none or its checksum is wrong. */
  static Optional<TokenText> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String body = text.substring(0, text.lastIndexOf('_'));
    return checksum(body).equals(form.group(3))
        ? Optional.of(new TokenText(form.group(1), text))
        : Optional.empty();
  }

  /** What is kept of it. */
  Sha256 digest() {
    return Sha256.of(text.getBytes(UTF_8));
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "chg_" + id + "_…";
  }

  private static String checksum(String body) {
    return Sha256.of(body.getBytes(UTF_8)).hex().substring(0, 8);
  }

  private static String characters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}

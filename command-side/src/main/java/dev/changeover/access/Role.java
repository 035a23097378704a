package dev.changeover.access;

import java.util.Locale;

/** What a token is good for. A token may have several roles; none includes another. */
public enum Role {
  /** Sends evidence. Cannot read. */
  INGEST,
  /** Reads states, verdicts and timelines. */
  READ,
  /** Plans releases, records decisions and look-ups. */
  RESPOND,
  /** Exports histories and audit bundles. */
  AUDIT,
  /** Manages policy and tokens. Does not send evidence. */
  ADMIN;

  /** The name that Spring Security knows it by. */
  String authority() {
    return "ROLE_" + name();
  }

  /** As people read it, e.g. {@code ingest}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.changeover.log;

/**
 * Facts were not appended because what was to be written alongside forbade it: whoever sent them no
 * longer speaks for where they come from. Nothing was stored; sending again is useless.
 */
public final class Fenced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Fenced() {
    // Expected where work changes hands: no stack trace, nobody reads it.
    super("the facts came from somebody who has been followed by another", null, false, false);
  }
}

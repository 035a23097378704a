package dev.changeover.ops.cli;

/** Exit codes, made for pipelines. */
public final class ExitCode {
  /** SAFE, or the command did what it was asked. */
  public static final int SAFE = 0;

  public static final int UNSAFE = 1;

  /** UNKNOWN, or something went wrong. */
  public static final int CANNOT_TELL = 2;

  public static final int SAFE_IF = 3;

  private ExitCode() {}

  /** The exit code of an answer; {@code acceptConditions} turns SAFE_IF into success. */
  static int of(String answer, boolean acceptConditions) {
    return switch (answer) {
      case "SAFE" -> SAFE;
      case "SAFE_IF" -> acceptConditions ? SAFE : SAFE_IF;
      case "UNSAFE" -> UNSAFE;
      default -> CANNOT_TELL;
    };
  }
}

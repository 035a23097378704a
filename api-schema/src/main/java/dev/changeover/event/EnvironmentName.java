package dev.changeover.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are names of environments: those that every door takes and every address can hold. An
 * environment that evidence can be sent to and no gate can be asked about would look like one that
 * nothing is known of.
 */
public final class EnvironmentName {
  /** Most UTF-8 bytes. */
  public static final int LONGEST = 200;

  /** Neither what ends a part of an address, nor what servers refuse in one, however encoded. */
  private static final Pattern FORM =
      Pattern.compile("[^/\\\\%;\\s\\p{Cntrl}][^/\\\\%;\\p{Cntrl}]*");

  private EnvironmentName() {}

  /** What is wrong with a name, to be read after it; null: nothing. */
  public static @Nullable String fault(String name) {
    if (name.equals(".") || name.equals("..")) {
      return "stands for a place in an address; take another name";
    }
    if (!FORM.matcher(name).matches()) {
      return "is empty, begins with a blank, or holds a slash, backslash, per cent sign, semicolon"
          + " or control character; environments are addressed as environment/release";
    }
    return TextLimits.fault(name, LONGEST);
  }
}

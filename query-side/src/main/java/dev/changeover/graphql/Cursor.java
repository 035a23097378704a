package dev.changeover.graphql;

import dev.changeover.graphql.Refusal.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Opaque cursors: whole numbers behind the name of the list that they are of. */
public final class Cursor {
  private static final Pattern NUMBERS = Pattern.compile("-?\\d{1,18}(\\.-?\\d{1,18})*");

  private Cursor() {}

  public static String of(String list, long... numbers) {
    var text = new StringBuilder(list).append(':');
    for (int i = 0; i < numbers.length; i++) {
      text.append(i == 0 ? "" : ".").append(numbers[i]);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The numbers in a cursor.
   *
   * @throws Refusal where the text is no cursor of this list
   */
  public static List<Long> numbers(String list, int count, String cursor) {
    var text = decoded(cursor);
    var numbers = text.startsWith(list + ":") ? text.substring(list.length() + 1) : "";
    if (!NUMBERS.matcher(numbers).matches() || numbers.split("\\.", -1).length != count) {
      throw unknown(cursor);
    }
    return Pattern.compile("\\.").splitAsStream(numbers).map(Long::valueOf).toList();
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw unknown(cursor);
    }
  }

  private static Refusal unknown(String cursor) {
    return new Refusal(
        Code.CURSOR_UNKNOWN,
        "'"
            + cursor
            + "' is no cursor of this list; give the endCursor of a page of the same list");
  }
}

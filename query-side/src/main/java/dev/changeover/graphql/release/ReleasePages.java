package dev.changeover.graphql.release;

import dev.changeover.graphql.Cursor;
import dev.changeover.graphql.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of releases, newest first by the first that was recorded of them. */
public final class ReleasePages {
  private static final int LONGEST_PAGE = 100;
  private static final String LIST = "releases";

  private ReleasePages() {}

  /** The page after a cursor, of releases that are newest first. */
  public static Page<ReleaseNode> of(List<ReleaseNode> all, int first, @Nullable String after) {
    int length = Page.length(first, LONGEST_PAGE);
    long before = after == null ? Long.MAX_VALUE : Cursor.numbers(LIST, 1, after).getFirst();
    List<ReleaseNode> rest = all.stream().filter(each -> each.firstPosition() < before).toList();
    return Page.of(
        rest.stream().limit(length).toList(),
        rest.size() > length,
        after != null,
        each -> Cursor.of(LIST, each.firstPosition()));
  }
}

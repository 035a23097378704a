package dev.changeover.graphql;

import graphql.relay.Connection;
import graphql.relay.ConnectionCursor;
import graphql.relay.DefaultConnectionCursor;
import graphql.relay.DefaultEdge;
import graphql.relay.DefaultPageInfo;
import graphql.relay.Edge;
import graphql.relay.PageInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list, in the form of the GraphQL Cursor Connections Specification, and as it is. */
public record Page<T>(List<T> nodes, List<Edge<T>> edges, PageInfo pageInfo)
    implements Connection<T> {

  /**
   * A page.
   *
   * @param more whether more follow
   * @param continued whether something lies before it
   */
  public static <T> Page<T> of(
      List<T> nodes, boolean more, boolean continued, Function<T, String> cursor) {
    List<Edge<T>> edges =
        nodes.stream().map(node -> Page.<T>edge(node, cursor.apply(node))).toList();
    return new Page<>(
        nodes,
        edges,
        new DefaultPageInfo(
            edges.isEmpty() ? null : edges.getFirst().getCursor(),
            edges.isEmpty() ? null : edges.getLast().getCursor(),
            continued,
            more));
  }

  /**
   * A page of a list that was looked through further than its last node.
   *
   * @param cursors of the nodes, in their order
   * @param end where the looking ended; null: at the last node
   */
  public static <T> Page<T> of(
      List<T> nodes, List<String> cursors, boolean more, boolean continued, @Nullable String end) {
    List<Edge<T>> edges = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      edges.add(edge(nodes.get(i), cursors.get(i)));
    }
    String last = cursors.isEmpty() ? null : cursors.getLast();
    return new Page<>(
        nodes,
        edges,
        new DefaultPageInfo(
            cursors.isEmpty() ? null : new DefaultConnectionCursor(cursors.getFirst()),
            cursor(end == null ? last : end),
            continued,
            more));
  }

  @Override
  public List<Edge<T>> getEdges() {
    return edges;
  }

  @Override
  public PageInfo getPageInfo() {
    return pageInfo;
  }

  /**
   * Checks how many were asked for.
   *
   * @throws Refusal where it is not between 1 and {@code most}
   */
  public static int length(int first, int most) {
    if (first < 1 || first > most) {
      throw new Refusal(
          Refusal.Code.PAGE_LENGTH,
          "first may be 1 to %d, got %d; follow endCursor for more".formatted(most, first));
    }
    return first;
  }

  private static @Nullable ConnectionCursor cursor(@Nullable String text) {
    return text == null ? null : new DefaultConnectionCursor(text);
  }

  private static <T> Edge<T> edge(T node, String cursor) {
    return new DefaultEdge<>(node, new DefaultConnectionCursor(cursor));
  }
}

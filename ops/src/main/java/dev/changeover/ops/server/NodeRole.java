package dev.changeover.ops.server;

import dev.changeover.ops.cli.CommandFailed;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node does. Several nodes on one database share the work; each role may be on as many of
 * them as one likes.
 */
enum NodeRole {
  /** Takes facts in, over HTTP, OTLP and from Kafka, and publishes them to Kafka. */
  COMMAND("takes no facts in"),
  /** Keeps read models; of several nodes one works on each, the others stand by. */
  PROJECTIONS("keeps no read models"),
  /** Answers, and takes the mutations that are held against its answers. */
  QUERY("answers no questions");

  private final String lack;

  NodeRole(String lack) {
    this.lack = lack;
  }

  /** What a node without it does not do, as a clause. */
  String lack() {
    return lack;
  }

  /** As it is written in options: {@code command}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String text(Set<NodeRole> roles) {
    return roles.stream().map(NodeRole::text).collect(Collectors.joining(","));
  }

  /**
   * @param text e.g. {@code command,query}
   * @throws CommandFailed where it names no role, or one that there is not
   */
  static Set<NodeRole> parse(String text) {
    Set<NodeRole> roles = EnumSet.noneOf(NodeRole.class);
    for (String word : text.split(",", -1)) {
      roles.add(
          Arrays.stream(values())
              .filter(role -> role.text().equals(word.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CommandFailed(
                          "--roles names '%s', which is no role; it takes one or more of %s, divided by commas"
                              .formatted(word.strip(), text(EnumSet.allOf(NodeRole.class))))));
    }
    return roles;
  }
}

package dev.changeover.ops.cli;

import java.util.List;

/** What the commands ask a server, for servers that answer known documents only. */
public final class CommandDocuments {
  private CommandDocuments() {}

  /** The texts of all GraphQL documents that commands send. */
  public static List<String> texts() {
    return Documents.all();
  }
}

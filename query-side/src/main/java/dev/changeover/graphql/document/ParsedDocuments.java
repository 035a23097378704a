package dev.changeover.graphql.document;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were parsed and found valid, the latest used of them. Neither depends on anything
 * but the text: the schema and the parser's limits are those of the server. What a query may cost
 * is looked at when it runs, with its variables.
 */
final class ParsedDocuments {
  private static final int MOST = 500;
  private static final int LONGEST = 20_000;

  private final Map<String, PreparsedDocumentEntry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparsedDocumentEntry> eldest) {
          return size() > MOST;
        }
      };

  PreparsedDocumentEntry of(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
    PreparsedDocumentEntry known = known(input.getQuery());
    if (known != null) {
      return known;
    }
    PreparsedDocumentEntry entry = parse.apply(input);
    if (!entry.hasErrors() && input.getQuery().length() <= LONGEST) {
      keep(input.getQuery(), entry);
    }
    return entry;
  }

  private synchronized @Nullable PreparsedDocumentEntry known(String text) {
    return entries.get(text);
  }

  private synchronized void keep(String text, PreparsedDocumentEntry entry) {
    entries.put(text, entry);
  }
}

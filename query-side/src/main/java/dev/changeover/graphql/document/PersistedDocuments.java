package dev.changeover.graphql.document;

import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.execution.preparsed.persisted.PersistedQuerySupport;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes a document by its digest, {@code extensions.persistedQuery.sha256Hash}, as Apollo's clients
 * send it. A document of a digest that is not its own is refused.
 */
final class PersistedDocuments implements PreparsedDocumentProvider {
  private final DocumentStore documents;
  private final ParsedDocuments parsed = new ParsedDocuments();

  PersistedDocuments(DocumentStore documents) {
    this.documents = documents;
  }

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
    return CompletableFuture.completedFuture(document(input, each -> parsed.of(each, parse)));
  }

  private PreparsedDocumentEntry document(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
    String named = digest(input);
    String sent = text(input);
    if (sent == null && named == null) {
      return refused(
          "PERSISTED_QUERY_ID_INVALID", "neither a query nor the digest of one was sent");
    }
    if (sent != null && named != null && !DocumentStore.digest(sent).equals(named)) {
      return refused(
          "PERSISTED_QUERY_ID_INVALID",
          "the query has digest %s, not '%s'".formatted(DocumentStore.digest(sent), named));
    }
    String digest = named != null ? named : DocumentStore.digest(String.valueOf(sent));
    Optional<String> known = documents.text(digest);
    if (known.isPresent()) {
      String text = known.get();
      return parse.apply(input.transform(builder -> builder.query(text)));
    }
    if (!documents.takesOthers()) {
      return refused(
          "PERSISTED_QUERY_NOT_ALLOWED",
          "this server answers known documents only, and none with digest %s".formatted(digest));
    }
    return sent == null
        ? refused("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        : first(input, sent, named, parse);
  }

  private PreparsedDocumentEntry first(
      ExecutionInput input,
      String sent,
      @Nullable String named,
      Function<ExecutionInput, PreparsedDocumentEntry> parse) {
    PreparsedDocumentEntry entry = parse.apply(input);
    if (named != null && !entry.hasErrors()) {
      documents.keep(sent);
    }
    return entry;
  }

  private static @Nullable String text(ExecutionInput input) {
    String text = input.getQuery();
    return text.isBlank() || text.equals(PersistedQuerySupport.PERSISTED_QUERY_MARKER)
        ? null
        : text;
  }

  private static @Nullable String digest(ExecutionInput input) {
    return input.getExtensions().get("persistedQuery") instanceof Map<?, ?> persisted
            && persisted.get("sha256Hash") instanceof String digest
        ? digest.toLowerCase(Locale.ROOT)
        : null;
  }

  private static PreparsedDocumentEntry refused(String code, String message) {
    return new PreparsedDocumentEntry(
        GraphQLError.newError()
            .errorType(ErrorType.ValidationError)
            .message("%s", message)
            .extensions(Map.of("code", code))
            .build());
  }
}

package dev.changeover.graphql.document;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.persisted.PersistedQuerySupport;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersistedDocumentsTest {
  private static final String KNOWN = "{known}";
  private static final String OTHER = "{other}";

  private final PersistedDocuments allowed =
      new PersistedDocuments(DocumentStore.Allowed.of(List.of(KNOWN)));
  private final PersistedDocuments remembered =
      new PersistedDocuments(new DocumentStore.Remembered());

  @Test
  void an_allowed_document_is_answered_by_its_digest_and_by_its_text() {
    assertThat(ask(allowed, null, DocumentStore.digest(KNOWN))).isEqualTo("known");
    assertThat(ask(allowed, KNOWN, null)).isEqualTo("known");
    assertThat(ask(allowed, KNOWN, DocumentStore.digest(KNOWN))).isEqualTo("known");
  }

  @Test
  void any_other_document_is_refused_where_documents_are_allowed() {
    assertThat(ask(allowed, OTHER, null)).isEqualTo("PERSISTED_QUERY_NOT_ALLOWED");
    assertThat(ask(allowed, OTHER, DocumentStore.digest(OTHER)))
        .isEqualTo("PERSISTED_QUERY_NOT_ALLOWED");
    assertThat(ask(allowed, null, DocumentStore.digest(OTHER)))
        .isEqualTo("PERSISTED_QUERY_NOT_ALLOWED");
  }

  @Test
  void no_document_hides_behind_the_digest_of_another() {
    assertThat(ask(allowed, OTHER, DocumentStore.digest(KNOWN)))
        .isEqualTo("PERSISTED_QUERY_ID_INVALID");
    assertThat(ask(remembered, OTHER, DocumentStore.digest(KNOWN)))
        .isEqualTo("PERSISTED_QUERY_ID_INVALID");
  }

  @Test
  void a_document_is_sent_once_and_named_afterwards() {
    assertThat(ask(remembered, null, DocumentStore.digest(OTHER)))
        .isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    assertThat(ask(remembered, OTHER, DocumentStore.digest(OTHER))).isEqualTo("other");
    assertThat(ask(remembered, null, DocumentStore.digest(OTHER))).isEqualTo("other");
  }

  @Test
  void a_document_that_is_sent_without_a_digest_is_not_remembered() {
    assertThat(ask(remembered, OTHER, null)).isEqualTo("other");
    assertThat(ask(remembered, null, DocumentStore.digest(OTHER)))
        .isEqualTo("PERSISTED_QUERY_NOT_FOUND");
  }

  @Test
  void a_document_is_parsed_once_and_a_faulty_one_each_time() {
    AtomicInteger parsed = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      count(remembered, KNOWN, parsed);
      count(remembered, "{known", parsed);
    }

    assertThat(parsed).hasValue(1 + 3);
  }

  private static void count(PersistedDocuments documents, String text, AtomicInteger parsed) {
    PreparsedDocumentEntry entry =
        documents
            .getDocumentAsync(
                ExecutionInput.newExecutionInput().query(text).build(),
                each -> {
                  parsed.incrementAndGet();
                  try {
                    return new PreparsedDocumentEntry(Parser.parse(each.getQuery()));
                  } catch (InvalidSyntaxException faulty) {
                    return new PreparsedDocumentEntry(faulty.toInvalidSyntaxError());
                  }
                })
            .join();
    assertThat(entry.hasErrors()).isEqualTo(text.equals("{known"));
  }

  /** The field that the document asks for, or the code of the refusal. */
  private static String ask(
      PersistedDocuments documents, @Nullable String text, @Nullable String digest) {
    ExecutionInput input =
        ExecutionInput.newExecutionInput()
            .query(text == null ? PersistedQuerySupport.PERSISTED_QUERY_MARKER : text)
            .extensions(
                digest == null
                    ? Map.of()
                    : Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", digest)))
            .build();
    PreparsedDocumentEntry entry =
        documents
            .getDocumentAsync(
                input, each -> new PreparsedDocumentEntry(Parser.parse(each.getQuery())))
            .join();
    return entry.hasErrors()
        ? String.valueOf(entry.getErrors().getFirst().getExtensions().get("code"))
        : entry.getDocument().toString().contains("name='known'") ? "known" : "other";
  }
}

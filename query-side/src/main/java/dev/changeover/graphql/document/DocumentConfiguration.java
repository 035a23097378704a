package dev.changeover.graphql.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Whether clients may send any document. {@code changeover.graphql.documents}: a directory; its
 * files {@code *.graphql} are then the only documents that are answered, beside those of the
 * command line. Left out: every document is answered, and remembered by its digest.
 */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

  @Bean
  GraphQlSourceBuilderCustomizer persistedDocuments(
      @Value("${changeover.graphql.documents:}") String directory,
      ObjectProvider<KnownDocuments> known) {
    DocumentStore store =
        directory.isEmpty()
            ? new DocumentStore.Remembered()
            : DocumentStore.Allowed.of(allowed(Path.of(directory), known));
    return source ->
        source.configureGraphQl(
            builder -> builder.preparsedDocumentProvider(new PersistedDocuments(store)));
  }

  private static List<String> allowed(Path directory, ObjectProvider<KnownDocuments> known) {
    List<String> texts = new ArrayList<>();
    known.orderedStream().forEach(each -> texts.addAll(each.texts()));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(each -> each.toString().endsWith(".graphql")).sorted().toList()) {
        texts.add(Files.readString(file, UTF_8));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the documents in %s, changeover.graphql.documents, cannot be read".formatted(directory),
          unreadable);
    }
    return texts;
  }
}

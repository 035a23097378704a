package dev.changeover.graphql.document;

import java.util.List;

/** Documents that a part of the product sends, and that every server answers. */
@FunctionalInterface
public interface KnownDocuments {

  /** Their texts, byte for byte as they are sent. */
  List<String> texts();
}

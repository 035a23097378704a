package dev.changeover.graphql.scalar;

import graphql.schema.GraphQLScalarType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** The scalars of the schema that GraphQL itself does not have. */
public final class Scalars {
  private Scalars() {}

  /** All of them, for the wiring. */
  public static List<GraphQLScalarType> all() {
    return List.of(
        GraphQLScalarType.newScalar().name("Long").coercing(new WholeNumber()).build(),
        GraphQLScalarType.newScalar()
            .name("DateTime")
            .coercing(
                new TextScalar<>(
                    Instant.class,
                    "a moment as RFC 3339 such as 2026-11-20T14:02:11Z",
                    text -> OffsetDateTime.parse(text).toInstant(),
                    Instant::toString))
            .build(),
        GraphQLScalarType.newScalar()
            .name("Duration")
            .coercing(
                new TextScalar<>(
                    Duration.class,
                    "a length of time as ISO 8601 such as PT10M",
                    Duration::parse,
                    Duration::toString))
            .build());
  }
}

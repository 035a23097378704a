package dev.changeover.graphql.scalar;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that is a text on the wire. */
final class TextScalar<T> implements Coercing<T, String> {
  private final Class<T> type;
  private final String form;
  private final Function<String, T> read;
  private final Function<T, String> write;

  /**
   * @param form what a text must look like, for the refusal
   * @param read throws {@link DateTimeException} for a text of another form
   */
  TextScalar(Class<T> type, String form, Function<String, T> read, Function<T, String> write) {
    this.type = type;
    this.form = form;
    this.read = read;
    this.write = write;
  }

  @Override
  public String serialize(Object result, GraphQLContext context, Locale locale) {
    if (!type.isInstance(result)) {
      throw new CoercingSerializeException("not a " + type.getSimpleName() + ": " + result);
    }
    return write.apply(type.cast(result));
  }

  @Override
  public T parseValue(Object input, GraphQLContext context, Locale locale) {
    try {
      return read.apply(text(input));
    } catch (DateTimeException wrong) {
      throw new CoercingParseValueException(refusal(input), wrong);
    }
  }

  @Override
  public T parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    try {
      return read.apply(text(input instanceof StringValue literal ? literal.getValue() : null));
    } catch (DateTimeException wrong) {
      throw new CoercingParseLiteralException(refusal(input), wrong);
    }
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return StringValue.newStringValue(serialize(input, context, locale)).build();
  }

  private static String text(@Nullable Object input) {
    if (input instanceof String text) {
      return text;
    }
    throw new DateTimeException("not a text");
  }

  private String refusal(Object input) {
    return "expected " + form + ", got " + input;
  }
}

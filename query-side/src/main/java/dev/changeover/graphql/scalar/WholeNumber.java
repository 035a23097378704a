package dev.changeover.graphql.scalar;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** A whole number of 64 bits. */
final class WholeNumber implements Coercing<Long, Long> {
  @Override
  public Long serialize(Object result, GraphQLContext context, Locale locale) {
    if (result instanceof Long || result instanceof Integer) {
      return ((Number) result).longValue();
    }
    throw new CoercingSerializeException("not a whole number: " + result);
  }

  @Override
  public Long parseValue(Object input, GraphQLContext context, Locale locale) {
    try {
      if (input instanceof Number number) {
        return new BigDecimal(number.toString()).longValueExact();
      }
    } catch (ArithmeticException tooLarge) {
      throw new CoercingParseValueException(refusal(input), tooLarge);
    }
    throw new CoercingParseValueException(refusal(input));
  }

  @Override
  public Long parseLiteral(
      Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
    try {
      if (input instanceof IntValue literal) {
        return literal.getValue().longValueExact();
      }
    } catch (ArithmeticException tooLarge) {
      throw new CoercingParseLiteralException(refusal(input), tooLarge);
    }
    throw new CoercingParseLiteralException(refusal(input));
  }

  @Override
  public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
    return IntValue.newIntValue(BigInteger.valueOf(serialize(input, context, locale))).build();
  }

  private static String refusal(Object input) {
    return "expected a whole number of 64 bits, got " + input;
  }
}

package dev.changeover.graphql.limit;

import dev.changeover.graphql.limit.LimitExceeded.Limit;
import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many fields a query may ask for under another name, which is how one field is asked often.
 */
public final class AliasLimit extends SimplePerformantInstrumentation {

  @Override
  public InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
    int aliases = count(parameters.getExecutionContext().getDocument());
    if (aliases > QueryLimits.ALIASES) {
      throw new LimitExceeded(
          Limit.TOO_MANY_ALIASES,
          "the query has %d aliases, at most %d are allowed; send several queries"
              .formatted(aliases, QueryLimits.ALIASES));
    }
    return SimpleInstrumentationContext.noOp();
  }

  private static int count(Node<?> document) {
    AtomicInteger aliases = new AtomicInteger();
    new NodeTraverser()
        .preOrder(
            new NodeVisitorStub() {
              @Override
              @SuppressWarnings("rawtypes") // as the library declares it
              public TraversalControl visitField(Field field, TraverserContext<Node> context) {
                if (field.getAlias() != null) {
                  aliases.incrementAndGet();
                }
                return TraversalControl.CONTINUE;
              }
            },
            document);
    return aliases.get();
  }
}

package dev.changeover.graphql.limit;

import dev.changeover.graphql.limit.LimitExceeded.Limit;
import dev.changeover.reach.Reach;
import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;

/** Refuses every mutation, also those that are added later, to callers who may only read. */
public final class MutationsNeedARole extends SimplePerformantInstrumentation {

  @Override
  public InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
    var operation = parameters.getExecutionContext().getOperationDefinition().getOperation();
    if (operation == Operation.MUTATION && !Reach.callerMayRespond()) {
      throw new LimitExceeded(
          Limit.ROLE_MISSING, "mutations need a token with role respond; ask an admin for one");
    }
    return SimpleInstrumentationContext.noOp();
  }
}

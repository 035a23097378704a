package dev.changeover.graphql.verdict;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Finding.Blocks;
import dev.changeover.explain.Finding.Requires;
import dev.changeover.explain.Finding.Supports;
import dev.changeover.explain.Finding.Undetermined;
import dev.changeover.explain.Remedy;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * Fields of findings that need nothing but the finding. A verdict may have a thousand, so that they
 * are read without what surrounds a call of a controller.
 */
@Configuration(proxyBeanMethods = false)
class FindingFields {
  private static final List<Class<? extends Finding>> KINDS =
      List.of(Supports.class, Requires.class, Blocks.class, Undetermined.class);

  @Bean
  RuntimeWiringConfigurer fieldsOfFindings() {
    return wiring ->
        KINDS.forEach(
            kind ->
                wiring.type(
                    kind.getSimpleName(),
                    type ->
                        type.dataFetcher("rule", new OfFinding<>(FindingFields::rule))
                            .dataFetcher("remedy", new OfFinding<>(FindingFields::remedy))));
  }

  private static ShownRule rule(Finding finding) {
    return ShownRule.of(finding.rule(), finding.ruleVersion());
  }

  private static @Nullable Remedy remedy(Finding finding) {
    return switch (finding) {
      case Requires requires -> requires.remedy();
      case Blocks blocks -> blocks.remedy();
      case Supports _, Undetermined _ -> null;
    };
  }

  private record OfFinding<T extends @Nullable Object>(Function<Finding, T> field)
      implements LightDataFetcher<T> {
    @Override
    public T get(
        GraphQLFieldDefinition definition,
        Object source,
        Supplier<DataFetchingEnvironment> environment) {
      return field.apply((Finding) source);
    }

    @Override
    public T get(DataFetchingEnvironment environment) {
      return field.apply(Objects.requireNonNull(environment.<Finding>getSource()));
    }
  }
}

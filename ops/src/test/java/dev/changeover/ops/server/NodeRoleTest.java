package dev.changeover.ops.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.ops.cli.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeRoleTest {
  @Test
  void several_are_divided_by_commas() {
    assertThat(NodeRole.parse("query, command"))
        .containsExactlyInAnyOrder(NodeRole.COMMAND, NodeRole.QUERY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sealer", "command,", "COMMAND"})
  void what_is_no_role_is_refused_with_those_that_are(String text) {
    assertThatThrownBy(() -> NodeRole.parse(text))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("command,projections,query");
  }
}

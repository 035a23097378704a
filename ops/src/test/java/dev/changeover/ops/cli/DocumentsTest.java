package dev.changeover.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  /** A server that answers known documents only would refuse one that is not told. */
  @Test
  void tells_every_document_that_a_command_sends() throws IllegalAccessException {
    List<String> sent = new ArrayList<>();
    for (Field each : Documents.class.getDeclaredFields()) {
      if (!Modifier.isPrivate(each.getModifiers()) && each.getType() == String.class) {
        sent.add((String) each.get(null));
      }
    }
    assertThat(CommandDocuments.texts()).containsExactlyInAnyOrderElementsOf(sent);
  }
}

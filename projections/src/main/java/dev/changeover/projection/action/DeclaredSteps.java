package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that any declaration names. The order is that of the last one; a step that it leaves
 * out comes after the one that it came after in the declaration before, for it may be run still.
 */
final class DeclaredSteps {
  private DeclaredSteps() {}

  static List<String> names(List<Recorded<ActionTypeDeclared>> declared) {
    List<String> names = new ArrayList<>();
    for (Recorded<ActionTypeDeclared> each : declared.reversed()) {
      int next = 0;
      for (StepDeclaration step : each.event().steps()) {
        int known = names.indexOf(step.name());
        if (known < 0) {
          names.add(next, step.name());
        }
        next = known < 0 ? next + 1 : known + 1;
      }
    }
    return names;
  }
}

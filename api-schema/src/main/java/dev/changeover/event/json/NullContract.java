package dev.changeover.event.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Reads the null contract of the records: a component that is not {@code @Nullable} is required,
 * save lists and maps, which are empty where they are absent and hold no nulls. So the contract is
 * stated once, for the compiler and for the door.
 */
final class NullContract extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  /** JSON names that are not Java names. */
  private static final Map<String, String> RENAMED = Map.of("stepClass", "class");

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return component(member)
        .map(c -> !isNullable(c) && !isContainer(c))
        .orElseGet(() -> super.hasRequiredMarker(config, member));
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    return component(annotated)
        .filter(c -> !isNullable(c))
        .map(
            c ->
                isContainer(c)
                    ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.FAIL)
                    : JsonSetter.Value.forValueNulls(Nulls.FAIL))
        .orElseGet(() -> super.findSetterInfo(config, annotated));
  }

  @Override
  public @Nullable PropertyName findNameForSerialization(MapperConfig<?> config, Annotated a) {
    return renamed(a).orElseGet(() -> super.findNameForSerialization(config, a));
  }

  @Override
  public @Nullable PropertyName findNameForDeserialization(MapperConfig<?> config, Annotated a) {
    return renamed(a).orElseGet(() -> super.findNameForDeserialization(config, a));
  }

  private static Optional<PropertyName> renamed(Annotated annotated) {
    return component(annotated).map(c -> RENAMED.get(c.getName())).map(PropertyName::construct);
  }

  private static Optional<RecordComponent> component(Annotated annotated) {
    if (!(annotated instanceof AnnotatedMember member) || !member.getDeclaringClass().isRecord()) {
      return Optional.empty();
    }
    RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
    if (member instanceof AnnotatedParameter parameter) {
      boolean canonical = parameter.getOwner().getParameterCount() == components.length;
      return canonical ? Optional.of(components[parameter.getIndex()]) : Optional.empty();
    }
    for (RecordComponent component : components) {
      if (component.getName().equals(member.getName())) {
        return Optional.of(component);
      }
    }
    return Optional.empty();
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean isContainer(RecordComponent component) {
    return Collection.class.isAssignableFrom(component.getType())
        || Map.class.isAssignableFrom(component.getType());
  }
}

package dev.changeover.ops;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.changeover.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The constraints of DEVELOPING.md, section "Architecture", each with its reason. */
class ArchitectureTest {
  private static final String[] FRAMEWORKS = {
    "org.springframework..", "org.axonframework..", "java.sql..", "javax.sql..", "org.postgresql.."
  };

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.changeover");

  @Test
  void sees_every_module() {
    assertThat(List.of("event", "log", "projection", "explain", "ops"))
        .allMatch(name -> PRODUCT.containPackage("dev.changeover." + name));
  }

  @Test
  void the_language_of_events_needs_nothing_but_the_jdk() {
    classes()
        .that()
        .resideInAnyPackage("dev.changeover.event..", "dev.changeover.plan..")
        .and()
        .resideOutsideOfPackage("dev.changeover.event.json..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations..",
            "org.semver4j..",
            "dev.changeover.event..",
            "dev.changeover.plan..")
        .because(
            "events outlive every framework: whoever reads the log in ten years needs these"
                + " records and a JDK. Only dev.changeover.event.json knows a JSON library (ADR 007)")
        .check(PRODUCT);
  }

  @Test
  void folds_are_pure() {
    noClasses()
        .that()
        .resideInAPackage("dev.changeover.projection..")
        .and()
        .resideOutsideOfPackages(
            "dev.changeover.projection.processor..", "dev.changeover.projection.rebuild..")
        .and(are(DescribedPredicate.not(namedAsAnEdge())))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .because(
            "a fold is a function of events, so that a rebuild, a question about the past and a"
                + " property test all run the same code; rows are read and written by classes named"
                + " Projector, Progress, Reader, Rows, Schema, Search, Store or Table")
        .check(PRODUCT);
  }

  @Test
  void rules_are_pure() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.changeover.explain", "dev.changeover.explain.rules..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .because(
            "the same facts must give the same verdict, to the byte; a rule that can reach a"
                + " database or a clock cannot promise that")
        .check(PRODUCT);
  }

  @Test
  void clocks_and_random_ids_stay_at_the_edge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.changeover.access..",
            "dev.changeover.ingest..",
            "dev.changeover.log..",
            "dev.changeover.ops..")
        .should()
        .callMethodWhere(readsAClockOrMakesAnId())
        .because(
            "what is decided is a function of recorded events and of the instant asked about; take"
                + " the instant as a parameter, or a java.time.Clock where a thing runs for ever")
        .check(PRODUCT);
  }

  @Test
  void nobody_waits_by_sleeping() {
    noClasses()
        .should()
        .callMethodWhere(calls(Thread.class, Set.of("sleep")))
        .because(
            "a sleep is too long on a fast machine and too short on a slow one; wait for the thing")
        .check(PRODUCT);
  }

  @Test
  void one_way_to_log() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
        .because(
            "SLF4J is what the operator configures; a second way to log is not seen by anybody")
        .check(PRODUCT);
  }

  @Test
  void packages_do_not_go_in_circles() {
    slices()
        .assignedFrom(eachPackage())
        .should()
        .beFreeOfCycles()
        .because(
            "a package can be read, tested and replaced alone only if nothing leads back to it")
        .check(PRODUCT);
  }

  @Test
  void packages_are_named_after_what_they_are_about() {
    classes()
        .should()
        .resideOutsideOfPackages(
            "..util..",
            "..utils..",
            "..common..",
            "..impl..",
            "..model..",
            "..dto..",
            "..manager..",
            "..helper..",
            "..helpers..",
            "..misc..")
        .because("such names tell how code is filed, not what it does, and attract everything")
        .check(PRODUCT);
  }

  @Test
  void events_are_named_in_the_past_tense() {
    noClasses()
        .that()
        .areAssignableTo(Event.class)
        .and()
        .areRecords()
        .should()
        .haveSimpleNameEndingWith("Event")
        .because("PhaseEntered says what happened; the suffix says only that something did")
        .check(PRODUCT);
  }

  @Test
  void nothing_public_can_be_reassigned() {
    fields()
        .that()
        .arePublic()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .because("shared state that anyone may set makes every reader a suspect")
        .check(PRODUCT);
  }

  /** The plan of a release is part of an event and speaks of the same things: one language. */
  private static SliceAssignment eachPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        return SliceIdentifier.of(
            name.equals("dev.changeover.plan") ? "dev.changeover.event" : name);
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }

  private static DescribedPredicate<JavaClass> namedAsAnEdge() {
    return DescribedPredicate.describe(
        "named as an edge",
        type ->
            outermost(type)
                .getSimpleName()
                .matches(".*(Projector|Progress|Reader|Rows|Schema|Search|Store|Table)"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static DescribedPredicate<JavaCall<?>> readsAClockOrMakesAnId() {
    return calls(Instant.class, Set.of("now"))
        .or(calls(Clock.class, Set.of("systemUTC", "systemDefaultZone", "system")))
        .or(calls(UUID.class, Set.of("randomUUID")))
        .or(calls(System.class, Set.of("currentTimeMillis")))
        .as("a reading of the clock, or a random id");
  }

  private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, Set<String> names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + names,
        call ->
            call.getTargetOwner().isEquivalentTo(owner)
                && names.contains(call.getTarget().getName()));
  }
}

package org.crossview.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows between the modules point downward: applications to stage, gallery, sirnet, imaging
 * and town, those to core and proto. Reads the compiled classes of the whole repository.
 */
class LayeringTest {
  /** What the pure core must not know. */
  private static final List<String> INFRASTRUCTURE =
      List.of(
          "org.apache.kafka",
          "redis.clients",
          "io.quarkus",
          "jakarta.",
          "io.micrometer",
          "org.eclipse.microprofile",
          "ai.djl",
          "org.tensorflow",
          "org.bytedeco",
          "com.google.protobuf");

  private static Map<String, String> owners;

  @BeforeAll
  static void readAllClasses() {
    owners = Modules.owners();
  }

  static Set<String> modules() {
    return Modules.ALLOWED.keySet();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleUsesOnlyTheModulesBelowIt(String module) {
    List<String> wrong = new ArrayList<>();
    for (Dependency dependency : dependencies(module)) {
      String owner = owners.get(dependency.getTargetClass().getBaseComponentType().getName());
      if (owner != null && !owner.equals(module) && !Modules.ALLOWED.get(module).contains(owner)) {
        wrong.add(owner + ": " + dependency.getDescription());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theCoreKnowsNoInfrastructure() {
    assertThat(dependencies("services/core"))
        .extracting(dependency -> dependency.getTargetClass().getName())
        .noneMatch(name -> INFRASTRUCTURE.stream().anyMatch(name::startsWith));
  }

  @Test
  void theSharedStageKnowsNothingOfQuarkusSoThatPlainTestsCanUseIt() {
    assertThat(dependencies("services/stage"))
        .extracting(dependency -> dependency.getTargetClass().getName())
        .noneMatch(name -> name.startsWith("io.quarkus"));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void thePackagesOfAModuleDoNotGoInCircles(String module) {
    assumeCompiled(module);
    if (!module.equals("proto")) {
      // Each with the packages below it, and each for itself.
      for (String packages : List.of("org.crossview.*.(*)..", "org.crossview.*.(**)")) {
        SlicesRuleDefinition.slices()
            .matching(packages)
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .check(Modules.classes(module));
      }
    }
  }

  @Test
  void theModulesThatTheCommandLineIsBuiltOnAreAllRead() {
    assertThat(Set.copyOf(owners.values()))
        .contains(
            "proto",
            "deploy/local",
            "services/core",
            "services/imaging",
            "services/datasets",
            "services/gallery",
            "services/stage",
            "services/sirnet",
            "services/town");
  }

  private static List<Dependency> dependencies(String module) {
    assumeCompiled(module);
    List<Dependency> dependencies = new ArrayList<>();
    for (JavaClass type : Modules.classes(module)) {
      dependencies.addAll(type.getDirectDependenciesFromSelf());
    }
    assertThat(dependencies).as("dependencies of %s", module).isNotEmpty();
    return dependencies;
  }

  private static void assumeCompiled(String module) {
    assumeTrue(
        Modules.isCompiled(module),
        () -> module + " is not compiled; ./mvnw verify checks all modules");
  }
}

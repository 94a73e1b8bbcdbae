package org.thalweg.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may see whom: the table of docs/ARCHITECTURE.md, a rule for each line, over all modules. */
class ArchitectureTest {
  private static final String ROOT = "org.thalweg";

  /** A module: the package under which all of its classes lie, and what they may see. */
  record Module(String name, String root, List<String> mayDependOn, int leastClasses) {
    String all() {
      return root + "..";
    }
  }

  private static final String API = "org.thalweg.api..";
  private static final String LOSS = "org.thalweg.loss..";
  private static final String OPTIM = "org.thalweg.optim..";
  private static final String NN = "org.thalweg.nn..";

  private static final List<Module> MODULES =
      List.of(
          new Module("loss-api", "org.thalweg.api", List.of(), 90),
          new Module("loss-core", "org.thalweg.loss", List.of(API), 10),
          new Module("optim-core", "org.thalweg.optim", List.of(API), 25),
          new Module("nn-core", "org.thalweg.nn", List.of(API, LOSS, OPTIM), 90),
          new Module("engine-vector", "org.thalweg.engine.vector", List.of(API), 60),
          new Module("engine-reference", "org.thalweg.engine.reference", List.of(API), 18),
          new Module("testkit", "org.thalweg.testkit", List.of(API), 30),
          new Module("boosting", "org.thalweg.boosting", List.of(API), 10),
          new Module("cli", "org.thalweg.cli", List.of(API, LOSS, OPTIM, NN), 10));

  private static JavaClasses all;

  @BeforeAll
  static void importAll() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  static Stream<Module> modules() {
    return MODULES.stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void allClassesOfAModuleAreSeen(Module module) {
    long seen =
        all.stream().filter(type -> type.getPackageName().startsWith(module.root())).count();
    assertTrue(
        seen >= module.leastClasses(),
        () -> "%s has %d classes in view".formatted(module.name(), seen));
  }

  @Test
  void noClassBelongsToNoModule() {
    List<String> homeless =
        all.stream()
            .filter(type -> !type.getPackageName().startsWith("org.thalweg.examples"))
            .filter(type ->
                MODULES.stream()
                    .noneMatch(module -> type.getPackageName().startsWith(module.root())))
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), homeless);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleSeesOnlyWhatTheTableAllows(Module module) {
    String[] allowed =
        Stream.concat(Stream.of(module.all()), module.mayDependOn().stream())
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> foreign =
        JavaClass.Predicates.resideInAPackage(ROOT + "..")
            .and(JavaClass.Predicates.resideOutsideOfPackages(allowed));
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(module.all())
            .should()
            .dependOnClassesThat(foreign)
            .because(module.name() + " may see " + Arrays.toString(allowed) + " of this project");
    rule.check(all);
  }

  @Test
  void theLanguageDependsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(API, "java..", "org.jspecify.annotations..")
        .check(all);
  }

  @Test
  void lossesAndOptimizersDependOnTheLanguageAlone() {
    classes()
        .that()
        .resideInAnyPackage(LOSS, OPTIM)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(LOSS, OPTIM, API, "java..", "org.jspecify.annotations..")
        .check(all);
  }

  @Test
  void enginesDependOnTheLanguageAlone() {
    classes()
        .that()
        .resideInAPackage("org.thalweg.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.thalweg.engine..",
            API,
            "java..",
            "jdk.incubator.vector..",
            "org.jspecify.annotations..")
        .check(all);
  }

  @Test
  void nobodyDependsOnAnEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.thalweg.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.thalweg.engine..")
        .because("engines are found by ServiceLoader")
        .check(all);
  }

  @Test
  void vectorsStayWhereCodeIsGeneratedForThem() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.thalweg.engine.vector.codegen..", "org.thalweg.engine.vector.copy..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .because("the module is absent unless the JVM is told to add it")
        .check(all);
  }

  @Test
  void classFilesAreWrittenByTheVectorEngineAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.thalweg.engine.vector..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.classfile..", "java.lang.constant..")
        .check(all);
  }

  @Test
  void guiceStaysInTheWiringAndInPrograms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.thalweg.nn.wiring..", "org.thalweg.cli..", "org.thalweg.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.inject..", "jakarta.inject..", "javax.inject..")
        .check(all);
  }

  @Test
  void xgboostIsSeenByItsAdapterAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.thalweg.boosting.xgboost..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ml.dmlc..")
        .because("it is absent unless its user brings it")
        .check(all);
  }

  @Test
  void configurationFilesAreReadInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.thalweg.nn.pipeline..", "org.thalweg.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "org.yaml..", "org.snakeyaml..")
        .check(all);
  }

  @Test
  void onlyProgramsPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.thalweg.cli..", "org.thalweg.examples..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(all);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.thalweg.(**)").should().beFreeOfCycles().check(all);
  }

  @Test
  void aThirdPartysPluginSeesTheLanguageAlone() {
    classes()
        .that()
        .resideInAPackage("org.thalweg.examples.plugin..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.thalweg.examples.plugin..", API, "java..", "org.jspecify..")
        .check(all);
  }
}

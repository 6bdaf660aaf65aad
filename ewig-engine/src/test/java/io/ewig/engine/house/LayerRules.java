package io.ewig.engine.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What holds for the packages of each module above the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are imported once
public abstract class LayerRules {

  private final String root;
  private final List<String> layers;
  private final JavaClasses classes;

  /**
   * @param root the module's package, whose own types may use all others
   * @param layers the packages in it from the ground up: each may use only those before it
   */
  protected LayerRules(String root, List<String> layers) {
    this.root = root;
    this.layers = layers;
    this.classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root);
  }

  /** The module's own, without its tests. */
  protected final JavaClasses classes() {
    return classes;
  }

  /** A package of the module, with all that is in it. */
  protected final String tree(String layer) {
    return root + "." + layer + "..";
  }

  @Test
  public final void packagesFormNoCycle() {
    slices().matching(root + ".(**)").should().beFreeOfCycles().check(classes);
  }

  @TestFactory
  public final Stream<DynamicTest> importsPointDown() {
    return layers.stream().map(layer -> DynamicTest.dynamicTest(layer, () -> pointDown(layer)));
  }

  private void pointDown(String layer) {
    String[] higher =
        layers.subList(layers.indexOf(layer) + 1, layers.size()).stream()
            .map(this::tree)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(tree(layer))
        .should()
        .dependOnClassesThat(resideInAnyPackage(higher).or(resideInAPackage(root)))
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  public final void everyPackageHasItsLayer() {
    Set<String> strangers = new TreeSet<>();
    classes.forEach(type -> strangers.add(type.getPackageName()));
    strangers.remove(root);
    layers.forEach(layer -> strangers.remove(root + "." + layer));
    assertThat(strangers).isEmpty();
  }
}

package org.crossview.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The modules of the repository, what each may use, and their compiled classes. */
final class Modules {
  static final List<String> APPLICATIONS =
      List.of(
          "services/polar-preprocessing",
          "services/embedding",
          "services/gallery-search",
          "services/ase-halting",
          "services/matching",
          "services/gallery-writer",
          "services/cli");

  private static final Set<String> BASE = Set.of("proto", "services/core");

  private static final Set<String> LIBRARIES =
      Set.of(
          "proto",
          "services/core",
          "services/imaging",
          "services/datasets",
          "services/gallery",
          "services/stage",
          "services/sirnet",
          "services/town");

  /** Module to the modules of ours that it may use. */
  static final Map<String, Set<String>> ALLOWED = allowed();

  private static final Map<String, JavaClasses> CLASSES = new TreeMap<>();

  private Modules() {}

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> allowed = new TreeMap<>();
    allowed.put("proto", Set.of());
    allowed.put("services/core", Set.of());
    allowed.put("deploy/local", Set.of());
    allowed.put("services/imaging", BASE);
    allowed.put("services/datasets", with(BASE, "services/imaging"));
    allowed.put("services/gallery", BASE);
    allowed.put("services/stage", BASE);
    allowed.put("services/sirnet", BASE);
    allowed.put("services/town", with(BASE, "services/imaging"));
    for (String application : APPLICATIONS) {
      allowed.put(application, LIBRARIES);
    }
    // The command line starts the broker, Redis and the services on a laptop.
    allowed.put("services/cli", with(LIBRARIES, "deploy/local"));
    return allowed;
  }

  private static Set<String> with(Set<String> some, String more) {
    Set<String> all = new TreeSet<>(some);
    all.add(more);
    return all;
  }

  static boolean isCompiled(String module) {
    return Files.isDirectory(folder(module));
  }

  /** The compiled classes of a module. */
  static JavaClasses classes(String module) {
    return CLASSES.computeIfAbsent(
        module, name -> new ClassFileImporter().importPath(folder(name)));
  }

  private static Path folder(String module) {
    return root().resolve(module).resolve("target/classes");
  }

  /** Class name to module, of everything that is compiled. */
  static Map<String, String> owners() {
    Map<String, String> owners = new TreeMap<>();
    for (String module : ALLOWED.keySet()) {
      if (isCompiled(module)) {
        for (JavaClass type : classes(module)) {
          owners.put(type.getName(), module);
        }
      }
    }
    return owners;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "No folder above " + Path.of("").toAbsolutePath() + " holds mvnw");
      }
    }
    return folder;
  }
}

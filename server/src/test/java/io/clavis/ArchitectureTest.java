package io.clavis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module: what {@code ARCHITECTURE.md} draws, held by a test. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.clavis");

    /** Each package and those that it may use; a package that stands in nobody's list is used by nobody. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("db", Set.of()),
            Map.entry("http", Set.of("db")),
            Map.entry("throttle", Set.of("http")),
            Map.entry("keyrotation", Set.of("http", "db")),
            Map.entry("resource", Set.of("http", "db")),
            Map.entry("catalog", Set.of("http", "db")),
            Map.entry("limit", Set.of("resource", "http", "db")),
            Map.entry("endpointfilter", Set.of("catalog", "resource", "http", "db")),
            Map.entry("endpointpolicy", Set.of("catalog", "http", "db")),
            Map.entry("oauth1", Set.of("assignment", "resource", "throttle", "http", "db")),
            Map.entry("oauth2", Set.of("auth", "token", "federation", "identity", "mapping", "resource", "http", "db")),
            Map.entry("domainconfig", Set.of("resource", "http", "db")),
            Map.entry("identity", Set.of("resource", "throttle", "http", "db")),
            Map.entry("assignment", Set.of("identity", "resource", "http", "db")),
            Map.entry("federation", Set.of("identity", "resource", "http", "db")),
            Map.entry("mapping", Set.of("federation", "http")),
            Map.entry("credential", Set.of("identity", "resource", "http", "db")),
            Map.entry("applicationcredential", Set.of("assignment", "identity", "resource", "http", "db")),
            Map.entry("trust", Set.of("assignment", "identity", "resource", "http", "db")),
            Map.entry(
                    "token",
                    Set.of(
                            "applicationcredential",
                            "trust",
                            "assignment",
                            "catalog",
                            "federation",
                            "identity",
                            "oauth1",
                            "resource",
                            "http",
                            "db")),
            Map.entry(
                    "auth",
                    Set.of(
                            "token",
                            "trust",
                            "applicationcredential",
                            "assignment",
                            "catalog",
                            "credential",
                            "federation",
                            "identity",
                            "mapping",
                            "oauth1",
                            "resource",
                            "throttle",
                            "http",
                            "db")),
            Map.entry(
                    "ec2token",
                    Set.of(
                            "auth",
                            "token",
                            "applicationcredential",
                            "credential",
                            "identity",
                            "oauth1",
                            "trust",
                            "resource",
                            "throttle",
                            "http",
                            "db")),
            Map.entry("saml", Set.of("token", "federation", "assignment", "identity", "resource", "http", "db")),
            Map.entry(
                    "lifecycle",
                    Set.of(
                            "applicationcredential",
                            "assignment",
                            "catalog",
                            "credential",
                            "db",
                            "domainconfig",
                            "endpointfilter",
                            "endpointpolicy",
                            "federation",
                            "identity",
                            "limit",
                            "oauth1",
                            "resource",
                            "token",
                            "trust")),
            Map.entry(
                    "composition",
                    Set.of(
                            "applicationcredential",
                            "assignment",
                            "auth",
                            "catalog",
                            "credential",
                            "db",
                            "domainconfig",
                            "ec2token",
                            "endpointfilter",
                            "endpointpolicy",
                            "federation",
                            "http",
                            "identity",
                            "keyrotation",
                            "lifecycle",
                            "limit",
                            "oauth1",
                            "oauth2",
                            "resource",
                            "throttle",
                            "saml",
                            "token",
                            "trust")),
            Map.entry(
                    "manage",
                    Set.of(
                            "composition",
                            "assignment",
                            "catalog",
                            "credential",
                            "db",
                            "domainconfig",
                            "federation",
                            "http",
                            "identity",
                            "keyrotation",
                            "mapping",
                            "resource",
                            "saml",
                            "token",
                            "trust")));

    private static final List<String> LIBRARY_MODULES = List.of("config", "crypto", "policy");

    @Test
    void packagesUseOnlyWhatTheirArrowsAllow() {
        for (var entry : ARROWS.entrySet()) {
            var allowed = new HashSet<>(entry.getValue());
            allowed.add(entry.getKey());
            allowed.addAll(LIBRARY_MODULES);
            var forbidden = Stream.concat(ARROWS.keySet().stream(), Stream.of("manage"))
                    .filter(other -> !allowed.contains(other))
                    .map(other -> "io.clavis." + other + "..")
                    .distinct()
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.clavis." + entry.getKey() + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("io.clavis")
                    .check(CLASSES);
        }
    }

    @Test
    void everyPackageStandsOnTheMap() {
        var packages = CLASSES.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(name -> name.length > 2)
                .map(name -> name[2])
                .filter(name -> !LIBRARY_MODULES.contains(name))
                .collect(Collectors.toSet());
        assertThat(packages).isEqualTo(ARROWS.keySet());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.clavis.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyHttpKnowsTheHttpLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.clavis.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(CLASSES);
    }

    @Test
    void onlyStoresKnowJooq() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.clavis.db..")
                .and()
                .haveSimpleNameEndingWith("Api")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jooq..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.clavis.http..", "io.clavis.lifecycle..", "io.clavis.auth..", "io.clavis.manage..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jooq..")
                .check(CLASSES);
    }

    @Test
    void nothingIsNamedByWhatItIsNot() {
        var forbidden = List.of("Util", "Utils", "Helper", "Manager", "Impl");
        var offenders = CLASSES.stream()
                .map(type -> type.getSimpleName())
                .filter(name -> forbidden.stream().anyMatch(name::endsWith))
                .toList();
        assertThat(offenders).isEmpty();
    }
}

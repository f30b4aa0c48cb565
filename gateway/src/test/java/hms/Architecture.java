package hms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import hms.storage.pg.PgStores;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the house, for the packages below {@code root}. */
record Architecture(String root) {
  private static final List<String> FEATURES = List.of("artisan", "product", "order", "job");
  private static final List<String> LINE = List.of("domain", "storage", "cluster", "gateway");

  /** Packages on the right of the line, whatever their module. */
  private static final List<String> RIGHT_END = List.of("gateway", "artisan", "cli");

  private static final String FORBIDDEN_NAMES =
      "(.*[.$])?(\\w*Util\\w*|\\w*Helper|\\w*Manager|\\w*Impl|Abstract[A-Z]\\w*|Base[A-Z]\\w*)";

  ArchRule packagesFormNoCycle() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule domainUsesJavaOnly() {
    return classes()
        .that()
        .resideInAPackage(root + ".domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", root + ".domain..");
  }

  ArchRule modulesFormALine() {
    return all(LINE.stream().limit(LINE.size() - 1).map(this::nothingToTheRight));
  }

  private ArchRule nothingToTheRight(String module) {
    Stream<String> right = LINE.stream().skip(LINE.indexOf(module) + 1);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below(Stream.concat(right, RIGHT_END.stream())));
  }

  ArchRule sqlClientStaysInPg() {
    return onlyIn("io.vertx.sqlclient..", ".storage.pg..").as("the SQL client stays in storage.pg");
  }

  ArchRule pgClientStaysInPg() {
    return onlyIn("io.vertx.pgclient..", ".storage.pg..").as("the PG client stays in storage.pg");
  }

  ArchRule webStaysInRoutes() {
    String[] packages = below(Stream.of("gateway.http", "gateway.console", "gateway.ops"));
    return noClasses()
        .that(DescribedPredicate.not(outermostNamed(".*Routes").or(resideInAnyPackage(packages))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx.ext.web..");
  }

  ArchRule amqpStaysAtItsLinks() {
    return onlyIn("io.vertx.amqp..", ".amqp..", ".gateway.amqp..", ".artisan..");
  }

  ArchRule eventBusStaysInBus() {
    DescribedPredicate<JavaAccess<?>> eventBus =
        describe(
            "Vertx.eventBus()",
            access ->
                access.getTarget().getName().equals("eventBus")
                    && access.getTargetOwner().isAssignableTo(Vertx.class));
    return noClasses()
        // What is compared with the cluster has a bus of its own, in one process.
        .that(
            DescribedPredicate.not(outermostNamed(root + "\\.cluster\\.(Bus|compare\\.Verticles)")))
        .should()
        .accessTargetWhere(eventBus);
  }

  ArchRule featuresDoNotKnowEachOther() {
    return all(FEATURES.stream().map(this::knowsNoOtherFeature));
  }

  private ArchRule knowsNoOtherFeature(String feature) {
    Stream<String> others = FEATURES.stream().filter(other -> !other.equals(feature));
    return noClasses()
        .that()
        .resideInAPackage(root + ".gateway." + feature + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below(others.map(other -> "gateway." + other)));
  }

  ArchRule artisanAppStandsAlone() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".artisan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below(Stream.of("gateway", "cluster", "storage.pg")));
  }

  ArchRule namesAreNounsOfTheTrade() {
    return noClasses().should().haveNameMatching(FORBIDDEN_NAMES);
  }

  ArchRule jdbcStaysInMigrations() {
    // The other is what somebody without us would write.
    String users = root + "\\.(storage\\.pg\\.Migrations|bench\\.SkipLockedJobs)";
    return noClasses()
        .that(DescribedPredicate.not(outermostNamed(users)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..");
  }

  ArchRule routesReadAsWhoAsks() {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Routes")
        .should()
        .haveRawType(PgStores.class)
        .as("routes read by Exchange.stores(), with the rights of who asks");
  }

  private ArchRule onlyIn(String technology, String... packages) {
    String[] allowed = Arrays.stream(packages).map(each -> root + each).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(technology);
  }

  private String[] below(Stream<String> packages) {
    return packages.map(each -> root + "." + each + "..").toArray(String[]::new);
  }

  private static ArchRule all(Stream<ArchRule> rules) {
    return CompositeArchRule.of(rules.toList());
  }

  /** The class, or the one around it, has that name: lambdas and nested types belong to it. */
  private static DescribedPredicate<JavaClass> outermostNamed(String pattern) {
    return describe(
        "outermost class named " + pattern,
        each -> each.getName().replaceAll("\\$.*", "").matches(pattern));
  }
}

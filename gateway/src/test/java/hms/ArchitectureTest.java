package hms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house keeps its rules, and each rule can fail: a small class below {@code fixture} breaks it.
 */
final class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("hms");
  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("fixture");

  static Stream<Arguments> rules() {
    return Stream.of(
        rule(Architecture::packagesFormNoCycle, "fixture.gateway.order.KnowsProducts"),
        rule(Architecture::domainUsesJavaOnly, "fixture.domain.LogsADecision"),
        rule(Architecture::modulesFormALine, "fixture.storage.KnowsTheCluster"),
        rule(Architecture::sqlClientStaysInPg, "fixture.gateway.order.AsksTheDatabase"),
        rule(Architecture::pgClientStaysInPg, "fixture.gateway.order.AsksTheDatabase"),
        rule(Architecture::webStaysInRoutes, "fixture.gateway.order.AnswersRequests"),
        rule(Architecture::amqpStaysAtItsLinks, "fixture.gateway.order.SendsMessages"),
        rule(Architecture::eventBusStaysInBus, "fixture.gateway.order.TalksOnTheBus"),
        rule(Architecture::featuresDoNotKnowEachOther, "fixture.gateway.order.KnowsProducts"),
        rule(Architecture::artisanAppStandsAlone, "fixture.artisan.KnowsTheOffice"),
        rule(Architecture::namesAreNounsOfTheTrade, "fixture.gateway.order.OrderHelper"),
        rule(Architecture::routesReadAsWhoAsks, "fixture.gateway.order.ReadAllRoutes"),
        rule(Architecture::jdbcStaysInMigrations, "fixture.storage.pg.UsesJdbc"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_house_keeps_the_rule(Function<Architecture, ArchRule> rule, String offender) {
    rule.apply(new Architecture("hms")).allowEmptyShould(true).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_fails_on_its_fixture(Function<Architecture, ArchRule> rule, String offender) {
    var result = rule.apply(new Architecture("fixture")).allowEmptyShould(true).evaluate(FIXTURES);

    assertThat(result.getFailureReport().getDetails())
        .anySatisfy(detail -> assertThat(detail).contains(offender));
  }

  private static Arguments rule(Function<Architecture, ArchRule> rule, String offender) {
    return Arguments.of(rule, offender);
  }
}

package hms.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hms.gateway.http.Routes;
import org.junit.jupiter.api.Test;

/** What is tried on every operation is tried on every one. */
class OperationsTest {

  @Test
  void no_routes_are_forgotten() {
    var classes = new ClassFileImporter().importPackages("hms.gateway");

    assertThat(Operations.features())
        .extracting(each -> each.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(
            classes.stream()
                .filter(each -> each.isAssignableTo(Routes.class) && !each.isInterface())
                .map(JavaClass::getName)
                .toList());
  }
}

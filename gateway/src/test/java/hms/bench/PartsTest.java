package hms.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

final class PartsTest {
  private final CommandSpec command = new CommandLine(CommandSpec.create()).getCommandSpec();

  @Test
  void a_part_that_there_is_not_is_named_with_those_that_there_are() {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> Parts.mustBeKnown(command, Set.of("page", "lod"), "page, load"))
        .withMessage("--only: there is no part 'lod', but page, load");
  }

  @Test
  void each_part_that_there_is_may_be_wanted() {
    assertThatCode(() -> Parts.mustBeKnown(command, Set.of("page", "load"), "page, load"))
        .doesNotThrowAnyException();
  }
}

package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.LeftJobs;
import hms.TestOffice;
import hms.TestPrograms;
import hms.domain.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code hms job run stream --input FILE}: from a file of one's own, by programs in their sandbox,
 * to what they tell.
 */
final class StreamCommandsIT {
  private static final int BLOCK = 64 * 1024;

  /** Of 25 bytes, which do not divide a block: lines go over the ends of blocks. */
  private static final String LINE = "bowl kiln bowl glaze mug\n";

  private static final int LINES = 3 * BLOCK / LINE.length();
  private static final String UPLOADS = "select count(*) from job_upload";

  @TempDir private Path dir;
  private final Operator operator = new Operator();
  private Map<String, String> office = Map.of();

  @BeforeEach
  void signIn() throws IOException {
    TestPrograms.assumeKeptIn();
    LeftJobs.kill();
    office = Operator.signedIn(dir, Role.OPERATOR);
  }

  @Test
  void the_words_of_a_file_are_counted_by_programs_in_their_sandbox() throws IOException {
    String[] counted = {"--param=reducer=count", "--param=partitions=1", "--chunk-units=1"};

    int exit = run(LINE.repeat(LINES), "words", counted);

    assertThat(exit).as(operator.err()).isZero();
    assertThat(operator.out().lines().map(String::strip))
        .containsExactly(2 * LINES + " bowl", LINES + " glaze", LINES + " kiln", LINES + " mug");
  }

  @Test
  void a_program_that_the_office_does_not_know_is_refused_before_the_file_is_sent()
      throws IOException {
    long before = TestOffice.get().count(UPLOADS);

    int exit = run(LINE, "sh");

    assertThat(exit).isNotZero();
    assertThat(operator.err()).contains("/parameters/mapper");
    assertThat(TestOffice.get().count(UPLOADS)).isEqualTo(before);
  }

  private int run(String text, String mapper, String... more) throws IOException {
    Path file = Files.writeString(dir.resolve("lines"), text);
    var first = Stream.of("job", "run", "stream", "--input", "" + file, "--param=mapper=" + mapper);
    return operator.run(office, "", Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }
}

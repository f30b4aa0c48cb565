package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.cluster.jobs.stream.Shell;
import hms.cluster.jobs.stream.StreamJob;
import hms.cluster.jobs.stream.Unconfined;
import hms.domain.Sha256;
import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.storage.Ids;
import hms.storage.JobStore;
import hms.storage.TestPostgres;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs over the lines of an export or a file, on a real node; without a sandbox, which has its
 * own test.
 */
class StreamJobsIT {
  private static final int CHUNK = 100_000;
  private static final JobOptions SMALL_CHUNKS = new JobOptions(5, 0, 1, 0, false);
  private static final String FILE =
      """
      insert into files (oid, expires, media_type, size, sha256)
      values ($1, now() + interval '1 day', 'text/csv', $2, $3)
      """;
  private static final String PIECE =
      "insert into file_chunks (file_oid, n, bytes) values ($1, $2, $3)";
  private static final String UPLOAD =
      "insert into job_upload (oid, file_oid, principal) values ($1, $2, $3)";
  private static final String EXPORT =
      """
      insert into operations (oid, version, created, modified, kind, principal, mandate, parameters,
          state, done)
      values ($1, 1, now(), now(), 'export', $2, '{}', '{}', 'waiting', 0)
      """;
  private static final String RUNS = "update operations set state = 'running' where oid = $1";
  private static final String ENDED =
      """
      update operations
      set state = 'succeeded', outcome = $2, ended = now(), expires = now() + interval '1 day'
      where oid = $1
      """;

  @TempDir private Path dir;
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, database.office());

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void words_are_counted_as_the_shell_counts_them() throws Exception {
    byte[] text = text();
    UUID export = export("mia", text);
    try (var nodes = new Nodes(1, this::store, new StreamJob(Unconfined.words()))) {
      Job job = nodes.ended(nodes.submit("stream", words(export), SMALL_CHUNKS));

      assertThat(job.reason()).isEmpty();
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.unitsTotal()).isEqualTo((text.length + 65_535) / 65_536 + 1);
      assertThat(result(nodes, job)).isEqualTo(Shell.pipe(Unconfined.pipeline(), text));
      assertThat(counters(job))
          .containsExactly(
              "words,lines = " + new String(text, StandardCharsets.UTF_8).lines().count());
      assertThat(new JsonObject(job.result().orElseThrow()).getJsonObject("counters").encode())
          .startsWith("{\"words\":{\"lines\":");
      Job same = nodes.ended(nodes.submit("stream", cat(export), SMALL_CHUNKS));
      assertThat(new JsonObject(same.result().orElseThrow()).getString("sha256"))
          .isEqualTo(Sha256.hex(text));
      assertThat(result(nodes, same)).isEqualTo(text);
    }
  }

  @Test
  void a_program_that_says_what_no_database_keeps_ends_its_job() {
    UUID export = export("mia", "kiln\n".getBytes(StandardCharsets.UTF_8));
    try (var nodes = new Nodes(1, this::store, new StreamJob(Unconfined.binary()))) {
      Job job = nodes.ended(nodes.submit("stream", cat(export)));

      assertThat(job.state()).isEqualTo(JobState.FAILED);
      assertThat(job.reason().orElseThrow())
          .contains("TOO_MANY_DEAD", "cat ended with 3: a\ufffdb");
    }
  }

  @Test
  void a_chunk_says_what_it_is_at_and_counts_once_however_often_it_is_tried() throws Exception {
    Path go = dir.resolve("go");
    Path tried = dir.resolve("tried");
    var programs =
        Unconfined.script(
            "cat",
            """
            echo reporter:counter:pots,fired,2 >&2; echo reporter:status:firing >&2
            [ -e %2$s ] || { touch %2$s; exit 75; }
            while [ ! -e %1$s ]; do sleep 0.02; done
            exec cat
            """
                .formatted(go, tried));
    UUID export = export("mia", "kiln\n".getBytes(StandardCharsets.UTF_8));
    try (var nodes = new Nodes(1, this::store, new StreamJob(programs))) {
      UUID job = nodes.submit("stream", cat(export));
      await()
          .atMost(Nodes.PATIENCE)
          .until(() ->
              Files.exists(tried)
                  && nodes.live(job).stream()
                      .flatMap(live -> live.statuses().stream())
                      .anyMatch(each -> each.status().equals("firing")));
      Files.createFile(go);

      var result = new JsonObject(nodes.ended(job).result().orElseThrow());

      assertThat(result.getJsonObject("counters").encode()).isEqualTo("{\"pots\":{\"fired\":2}}");
      assertThat(result.getLong("bytes")).as("the rest of it").isEqualTo(5);
    }
  }

  @Test
  void a_file_of_ones_own_is_input_as_long_as_it_is_there_and_nobody_elses() {
    byte[] text = text();
    UUID own = upload("mia", text);
    UUID others = upload("office:jo@example.org", text);
    run("update files set expires = now() - interval '1 h'", Tuple.tuple());
    try (var nodes = new Nodes(1, this::store, new StreamJob(Unconfined.words()))) {
      Job job = nodes.ended(nodes.submit("stream", cat(own), SMALL_CHUNKS));
      Job stranger = nodes.ended(nodes.submit("stream", cat(others)));

      assertThat(job.state()).as(job.reason().toString()).isEqualTo(JobState.SUCCEEDED);
      assertThat(result(nodes, job)).isEqualTo(text);
      assertThat(stranger.reason().orElseThrow())
          .startsWith("PLAN:")
          .contains(others + " is not there");
    }
  }

  @Test
  void an_export_of_somebody_else_is_no_input() {
    UUID export = export("office:jo@example.org", text());
    try (var nodes = new Nodes(1, this::store, new StreamJob(Unconfined.words()))) {
      Job job = nodes.ended(nodes.submit("stream", cat(export)));

      assertThat(job.reason().orElseThrow()).startsWith("PLAN:").contains(export + " is not there");
    }
  }

  private static String words(UUID export) {
    return "{\"input\":\"%s\",\"mapper\":\"words\",\"reducer\":\"count\",\"partitions\":1}"
        .formatted(export);
  }

  private static String cat(UUID export) {
    return "{\"input\":\"%s\",\"mapper\":\"cat\"}".formatted(export);
  }

  /** Some lines are longer than a block, one begins where a block does. */
  private static byte[] text() {
    var random = new Random(42);
    var text = new StringBuilder("x".repeat(65_535)).append('\n');
    for (int line = 0; line < 4000; line++) {
      for (int word = random.nextInt(line % 900 == 7 ? 30_000 : 9); word >= 0; word--) {
        text.append("pot").append(random.nextInt(200)).append(' ');
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private UUID upload(String principal, byte[] text) {
    UUID upload = Ids.next();
    run(UPLOAD, Tuple.of(upload, file(text), principal));
    return upload;
  }

  private UUID export(String principal, byte[] text) {
    UUID file = file(text);
    UUID export = Ids.next();
    run(EXPORT, Tuple.of(export, principal));
    run(RUNS, Tuple.of(export));
    run(ENDED, Tuple.of(export, new JsonObject().put("file", file.toString())));
    return export;
  }

  private UUID file(byte[] text) {
    UUID file = Ids.next();
    run(FILE, Tuple.of(file, (long) text.length, Buffer.buffer(Sha256.of(text))));
    for (int n = 0; n * CHUNK < text.length; n++) {
      byte[] piece = Arrays.copyOfRange(text, n * CHUNK, Math.min(text.length, (n + 1) * CHUNK));
      run(PIECE, Tuple.of(file, n, Buffer.buffer(piece)));
    }
    return file;
  }

  private void run(String sql, Tuple values) {
    pool.preparedQuery(sql).execute(values).await();
  }

  private byte[] result(Nodes nodes, Job job) {
    var bytes = new ByteArrayOutputStream();
    var store = store(vertx);
    for (long from = 0; from < job.unitsTotal(); ) {
      for (var part : store.parts(job.oid(), from, 1 << 20).await()) {
        bytes.writeBytes(part.payload());
        from = part.interval().hi();
      }
    }
    assertThat(nodes.committed(job.oid())).hasSize(1);
    return bytes.toByteArray();
  }

  private List<String> counters(Job job) {
    var told = new ArrayList<String>();
    pool.preparedQuery(
            "select detail from job_event where job = $1 and kind = 'counter' order by n")
        .execute(Tuple.of(job.oid()))
        .await()
        .forEach(row -> told.add(row.getString(0)));
    return told;
  }

  private JobStore store(Vertx its) {
    return new PgJobStore(its, PgPools.open(its, database.office()));
  }
}

package hms.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder {@code data} of a server: how it is made, and what its {@code postmaster.pid} says.
 */
record DataDirectory(Path path, Path bin, RunAs runAs) {
  private static final int STATUS_LINE = 7;

  /** Nobody but the roles with a password, and only from this machine. */
  private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

  /**
   * Makes the folder with the roles and the database, or leaves nothing behind. The superuser gets
   * no password, so nobody can log in as it.
   */
  void create(String ownerPassword, String officePassword) throws IOException {
    Path fresh = path.resolveSibling("data-in-making");
    FileTrees.delete(fresh);
    Files.createDirectory(fresh);
    runAs.own(fresh);
    initialise(fresh);
    Files.writeString(fresh.resolve("pg_hba.conf"), ACCESS);
    createRoles(fresh, ownerPassword, officePassword);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private void initialise(Path fresh) throws IOException {
    var initdb =
        List.of(
            bin.resolve("initdb").toString(),
            "--auth=reject",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-instructions",
            "--pgdata=" + fresh);
    Command.run(runAs.command(initdb), "").orFail("initdb");
  }

  private void createRoles(Path fresh, String ownerPassword, String officePassword)
      throws IOException {
    // A line a statement: that is how the single-user server reads.
    String sql =
        """
        create role hms_owner login createdb password '%s'
        create role hms_office login noinherit nosuperuser nobypassrls password '%s'
        create role hms_artisan nologin nosuperuser nobypassrls
        create role hms_public nologin nosuperuser nobypassrls
        create role hms_relay nologin nosuperuser nobypassrls
        grant hms_artisan, hms_public, hms_relay to hms_office
        create database hms owner hms_owner
        """
            .formatted(ownerPassword, officePassword);
    var postgres = bin.resolve("postgres").toString();
    var single =
        List.of(postgres, "--single", "-D", fresh.toString(), "-c", "exit_on_error=on", "postgres");
    Command.run(runAs.command(single), sql).orFail("making the roles");
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  /** True if the server {@code pid} has said that it takes connections. */
  boolean ready(long pid) throws IOException {
    List<String> lines = pidFile();
    return lines.size() > STATUS_LINE
        && lines.get(0).equals(Long.toString(pid))
        && lines.get(STATUS_LINE).startsWith("ready");
  }

  /** A living server that still runs on this folder. */
  Optional<ProcessHandle> leftOver() throws IOException {
    List<String> lines = pidFile();
    if (lines.isEmpty()) return Optional.empty();
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::servesThis);
  }

  private boolean servesThis(ProcessHandle process) {
    try {
      String words = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
      return words.contains("postgres\0-D\0" + path + "\0");
    } catch (IOException gone) {
      return false;
    }
  }

  private List<String> pidFile() throws IOException {
    try {
      return Files.readAllLines(path.resolve("postmaster.pid"));
    } catch (NoSuchFileException absent) {
      // Also between two looks: a server that starts removes the file of a killed one first.
      return List.of();
    }
  }
}

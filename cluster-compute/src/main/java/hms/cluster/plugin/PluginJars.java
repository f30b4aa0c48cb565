package hms.cluster.plugin;

import hms.domain.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What is in the jars of a plugin, in memory: whoever writes a new jar over an old one changes
 * nothing of a node that runs.
 *
 * @param entries bytes by name; of two of a name, that of the first jar
 * @param digest SHA-256 over the SHA-256 of each jar, in the order of their names; hex
 */
record PluginJars(Map<String, byte[]> entries, String digest) {
  private static final long UNPACKED_MAX_BYTES = 256L << 20;

  /**
   * Errors: {@link IOException}, with what is wrong: no jar, no zip, more than 256 MiB, or others
   * may write to it or to the folder that it is in.
   */
  static PluginJars read(Path folder) throws IOException {
    ours(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
    ours(folder);
    var jars = jars(folder);
    if (jars.isEmpty()) throw new IOException("expected at least one .jar, found none");
    var entries = new HashMap<String, byte[]>();
    var digests = new ByteArrayOutputStream();
    long unpacked = 0;
    for (Path jar : jars) {
      ours(jar);
      byte[] bytes = Files.readAllBytes(jar);
      digests.writeBytes(Sha256.of(bytes));
      unpacked += unpack(jar, bytes, UNPACKED_MAX_BYTES - unpacked, entries);
    }
    return new PluginJars(entries, HexFormat.of().formatHex(Sha256.of(digests.toByteArray())));
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Whoever may write here, or let others do so, may do whatever the node may. */
  private static void ours(Path path) throws IOException {
    if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException("others may write to %s: chmod o-w".formatted(path));
    }
    String owner = Files.getOwner(path).getName();
    if (!owner.equals("root") && !owner.equals(node())) {
      throw new IOException("%s belongs to %s: chown root".formatted(path, owner));
    }
  }

  /**
   * In a container the node's user may have no name but its number, which the JDK does not tell.
   */
  private static String node() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? Files.getOwner(self).getName()
        : System.getProperty("user.name", "");
  }

  private static long unpack(Path jar, byte[] bytes, long most, Map<String, byte[]> entries)
      throws IOException {
    long unpacked = 0;
    boolean any = false;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        any = true;
        if (entry.isDirectory()) continue;
        byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most - unpacked + 1));
        unpacked += content.length;
        if (unpacked > most) throw new IOException("its jars hold more than 256 MiB");
        entries.putIfAbsent(entry.getName(), content);
      }
    }
    if (!any) throw new IOException(jar.getFileName() + " is no jar");
    return unpacked;
  }
}

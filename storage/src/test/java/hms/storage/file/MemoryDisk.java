package hms.storage.file;

import hms.domain.fixture.Samples;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk that can be killed before any of its steps, in the middle of a write, and that loses what
 * was not made safe when its power goes. It keeps no promise that POSIX does not give: without a
 * force a file may hold any part of what was written, without a sync each name of a directory may
 * stand as it did before some of its last changes.
 */
final class MemoryDisk implements Disk {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Map<Path, Map<String, File>> directories;
  private final List<Rename> unsafe = new ArrayList<>();
  private final Set<Path> forbidden = new HashSet<>();
  private int killAt = NEVER;
  private int steps;

  MemoryDisk() {
    this(new HashMap<>());
  }

  private MemoryDisk(Map<Path, Map<String, File>> directories) {
    this.directories = directories;
  }

  /** The process was killed. */
  static final class Killed extends IOException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed");
    }
  }

  private static final class File {
    private byte[] bytes;
    private byte @Nullable [] safe;

    private File(byte[] bytes, byte @Nullable [] safe) {
      this.bytes = bytes;
      this.safe = safe;
    }
  }

  /** A change of directories that a crash undoes; {@code was} and {@code from} as they were. */
  private record Rename(
      Path dir, String name, @Nullable File was, @Nullable Path from, @Nullable File moved) {}

  MemoryDisk killedAt(int step) {
    killAt = step;
    return this;
  }

  boolean killed() {
    return steps >= killAt;
  }

  int steps() {
    return steps;
  }

  void forbid(Path dir) {
    forbidden.add(dir);
  }

  /** What a new process finds: all that this one did. */
  MemoryDisk afterKill() {
    var copy = new HashMap<Path, Map<String, File>>();
    directories.forEach((dir, files) -> {
      var same = new TreeMap<String, File>();
      files.forEach((name, file) -> same.put(name, new File(file.bytes, file.bytes)));
      copy.put(dir, same);
    });
    return new MemoryDisk(copy);
  }

  /** The same disk for a new process, while the power stays on: nothing becomes safer by that. */
  MemoryDisk restarted() {
    killAt = NEVER;
    steps = 0;
    return this;
  }

  /** What is there when the power is back. */
  MemoryDisk afterPowerCut(Samples chance) {
    undoSome(chance);
    for (var files : directories.values()) files.values().forEach(file -> tear(file, chance));
    return afterKill();
  }

  void spoil(Path file, int at, int mask) throws IOException {
    var found = file(file);
    found.bytes = found.bytes.clone();
    found.bytes[at] ^= (byte) mask;
  }

  @Override
  public long size(Path file) throws IOException {
    step(file);
    return file(file).bytes.length;
  }

  @Override
  public List<String> names(Path dir) throws IOException {
    step(dir);
    return List.copyOf(entries(dir).keySet());
  }

  @Override
  public byte[] read(Path file) throws IOException {
    step(file);
    return file(file).bytes.clone();
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    step(file);
    var entries = entries(file.getParent());
    var old = entries.get(name(file));
    if (old == null) {
      unsafe.add(new Rename(file.getParent(), name(file), null, null, null));
      entries.put(name(file), new File(bytes, null));
    } else {
      old.bytes = bytes;
    }
    if (steps + 1 == killAt) {
      file(file).bytes = Arrays.copyOf(bytes, bytes.length / 2);
    }
  }

  @Override
  public void force(Path file) throws IOException {
    step(file);
    file(file).safe = file(file).bytes;
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step(from);
    var moved = file(from);
    var target = entries(to.getParent());
    unsafe.add(new Rename(to.getParent(), name(to), target.get(name(to)), from, moved));
    target.put(name(to), moved);
    entries(from.getParent()).remove(name(from));
  }

  @Override
  public void delete(Path file) throws IOException {
    step(file);
    var gone = entries(file.getParent()).remove(name(file));
    if (gone != null) unsafe.add(new Rename(file.getParent(), name(file), gone, null, null));
  }

  @Override
  public void sync(Path dir) throws IOException {
    step(dir);
    unsafe.removeIf(each -> each.dir().equals(dir));
  }

  @Override
  public void makeDirectory(Path dir) throws IOException {
    directories.putIfAbsent(dir, new TreeMap<>());
  }

  @Override
  public String mode(Path dir) {
    return "r-x------";
  }

  /** The last changes first, of each name as many as chance wants. */
  private void undoSome(Samples chance) {
    var kept = new HashSet<Path>();
    for (var last : unsafe.reversed()) {
      Path name = last.dir().resolve(last.name());
      if (chance.number(0, 2) == 0) kept.add(name);
      if (!kept.contains(name)) undo(last);
    }
  }

  private void undo(Rename last) {
    var entries = directories.get(last.dir());
    if (last.was() == null) entries.remove(last.name());
    else entries.put(last.name(), last.was());
    if (last.from() != null)
      directories.get(last.from().getParent()).put(name(last.from()), last.moved());
  }

  private static void tear(File file, Samples chance) {
    if (file.bytes == file.safe) return;
    byte[] part = Arrays.copyOf(file.bytes, chance.number(0, file.bytes.length));
    file.bytes = file.safe != null && chance.number(0, 1) == 0 ? file.safe : part;
  }

  /** The step at which it is killed is the first that does not happen. */
  private void step(Path at) throws IOException {
    if (++steps >= killAt) throw new Killed();
    if (forbidden.contains(at) || forbidden.contains(at.getParent())) {
      throw new AccessDeniedException(at.toString());
    }
  }

  private Map<String, File> entries(@Nullable Path dir) throws IOException {
    var found = directories.get(dir);
    if (found == null) throw new NoSuchFileException("" + dir);
    return found;
  }

  private File file(Path file) throws IOException {
    var found = entries(file.getParent()).get(name(file));
    if (found == null) throw new NoSuchFileException(file.toString());
    return found;
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}

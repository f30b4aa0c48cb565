package hms.cluster.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes and resources of one plugin. Of versions for several JDKs it finds the oldest. */
final class PluginLoader extends ClassLoader {
  private static final String SCHEME = "plugin";
  private final Map<String, byte[]> entries;

  static {
    ClassLoader.registerAsParallelCapable();
  }

  PluginLoader(String name, Map<String, byte[]> entries) {
    super(SCHEME + "-" + name, new VisibleClasses());
    this.entries = Map.copyOf(entries);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = entries.get(name.replace('.', '/') + ".class");
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    byte[] bytes = entries.get(name);
    if (bytes == null) return null;
    try {
      return URL.of(new URI(SCHEME, getName(), "/" + name, null), new InMemory(bytes));
    } catch (URISyntaxException | MalformedURLException odd) {
      throw new IllegalStateException("a name of an entry can be a path", odd);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }

  /** Reads an entry as if it were a file. */
  private static final class InMemory extends URLStreamHandler {
    private final byte[] bytes;

    InMemory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}

package hms.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code hms --version}: ours, from the jar's manifest, and Java's. */
final class VersionLine implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String own =
        Optional.ofNullable(Hms.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"hms " + own + " (java " + Runtime.version().feature() + ")"};
  }
}

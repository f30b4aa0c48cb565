package hms.storage.file;

import java.nio.file.Path;

/**
 * A file that could not be used. The office has the object still; fetch it anew.
 *
 * @param kind {@code Product}, or {@code journal}
 * @param name the file's name without its ending: the object's oid
 * @param kept where it is now
 */
public record Quarantined(String kind, String name, Path kept, String reason) {}

package hms.gateway.config;

/**
 * A key with the value in force.
 *
 * @param value as it was written; never a secret, because secrets are in files
 * @param byDefault what holds if nobody sets it
 * @param origin {@code flag}, {@code environment}, the name of the file, or {@code default}
 */
public record EffectiveValue(String key, String value, String byDefault, String origin) {}

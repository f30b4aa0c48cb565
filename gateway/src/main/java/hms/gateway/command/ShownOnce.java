package hms.gateway.command;

/** A result with something that is shown once and never stored: a code, a password. */
public interface ShownOnce<R> {
  R withoutSecrets();
}

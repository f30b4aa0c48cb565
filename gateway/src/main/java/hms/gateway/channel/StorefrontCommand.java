package hms.gateway.channel;

import java.util.UUID;

/** What the office can do about storefronts. {@code seen} is the version that the caller saw. */
public sealed interface StorefrontCommand {

  record Create(String name) implements StorefrontCommand {}

  record Rename(UUID channel, long seen, String name) implements StorefrontCommand {}
}

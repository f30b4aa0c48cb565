package hms.gateway.channel;

import java.util.UUID;

/** What a storefront can ask for itself. */
public sealed interface ChannelCommand {

  /** Messages are sent to it from now on; the password of its account is shown once. */
  record OpenBrokerAccount(UUID channel) implements ChannelCommand {}

  /** It fetches its messages again; its account is closed. */
  record CloseBrokerAccount(UUID channel) implements ChannelCommand {}
}

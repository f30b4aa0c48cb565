package hms.gateway.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hms.gateway.command.ShownOnce;
import org.jspecify.annotations.Nullable;

/** What comes of a storefront's command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(ChannelResult.Account.class),
  @JsonSubTypes.Type(ChannelResult.Closed.class)
})
public sealed interface ChannelResult {

  /**
   * An account at the broker.
   *
   * @param address where its messages go
   * @param password null in the answer to a repetition
   */
  record Account(String user, String address, @Nullable String password)
      implements ChannelResult, ShownOnce<ChannelResult> {
    @Override
    public ChannelResult withoutSecrets() {
      return new Account(user, address, null);
    }

    @Override
    public String toString() {
      return "Account[" + user + "]";
    }
  }

  /** There is no account any more. */
  record Closed() implements ChannelResult {}
}

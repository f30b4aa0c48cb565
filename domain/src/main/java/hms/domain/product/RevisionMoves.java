package hms.domain.product;

import hms.domain.Lifecycle;
import hms.domain.product.ProductRevision.Command;
import hms.domain.product.ProductRevision.State;
import java.util.List;

/** The moves of a review. Drawn in docs/lifecycle/revision.md. */
final class RevisionMoves {
  private RevisionMoves() {}

  static Lifecycle<State, Command> table() {
    var table =
        Lifecycle.of("revision", State.class, Command.class)
            .born(Command.OPEN, State.DRAFT)
            .move(State.DRAFT, Command.SUBMIT, State.SUBMITTED)
            .move(State.CHANGES_REQUESTED, Command.SUBMIT, State.SUBMITTED)
            .move(State.CHANGES_REQUESTED, Command.EXPIRE, State.WITHDRAWN)
            .move(State.SUBMITTED, Command.APPROVE_BY_RULE, State.APPROVED)
            .move(State.SUBMITTED, Command.CLAIM, State.IN_REVIEW)
            .move(State.SUBMITTED, Command.ASSIGN, State.IN_REVIEW)
            .move(State.IN_REVIEW, Command.CLAIM, State.IN_REVIEW)
            .move(State.IN_REVIEW, Command.ASSIGN, State.IN_REVIEW)
            .move(State.IN_REVIEW, Command.RELEASE, State.SUBMITTED)
            .move(State.IN_REVIEW, Command.LEASE_OVER, State.SUBMITTED);
    for (var waiting : List.of(State.SUBMITTED, State.IN_REVIEW)) {
      table =
          table
              .move(waiting, Command.APPROVE, State.APPROVED)
              .move(waiting, Command.REQUEST_CHANGES, State.CHANGES_REQUESTED)
              .move(waiting, Command.REJECT, State.REJECTED);
    }
    for (var each :
        List.of(State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED)) {
      table =
          table
              .move(each, Command.AMEND, each)
              .move(each, Command.WITHDRAW, State.WITHDRAWN)
              .move(each, Command.SUPERSEDE, State.SUPERSEDED);
    }
    return table.build();
  }
}

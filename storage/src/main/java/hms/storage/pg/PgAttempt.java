package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.storage.Step;
import java.util.function.Supplier;

/** A part of a transaction that can be undone by itself. */
record PgAttempt(PgSession session, PgMessageStore messages, PgNotices notices) {

  /** See {@link PgStores#attempt}. */
  <T> Step<Outcome<T>> of(Supplier<Step<T>> work) {
    int mark = messages.mark();
    int told = notices.mark();
    // The work flies right behind its savepoint; if that cannot be set, the work fails with it.
    return Step.together(
            Step.from(session.run("savepoint attempt")),
            Step.from(work.get().future()),
            (set, outcome) -> outcome)
        .then(outcome ->
            switch (outcome) {
              case Done<T> done -> Step.from(session.run("release savepoint attempt").map(outcome));
              case Refused<T> refused -> {
                messages.forgetSince(mark);
                notices.forgetSince(told);
                yield Step.from(session.run("rollback to savepoint attempt").map(outcome));
              }
            });
  }
}

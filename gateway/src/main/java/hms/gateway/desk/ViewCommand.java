package hms.gateway.desk;

import hms.domain.Outcome;
import hms.domain.desk.SavedView.Terms;
import java.util.UUID;
import java.util.function.Function;

/** What somebody does with their saved views. {@code seen} is the version that they saw. */
sealed interface ViewCommand {

  record Create(String page, Terms terms) implements ViewCommand {}

  /**
   * @param edit from the terms as they stand to those that are wanted
   */
  record Edit(UUID view, long seen, Function<Terms, Outcome<Terms>> edit) implements ViewCommand {}

  record Delete(UUID view, long seen) implements ViewCommand {}
}

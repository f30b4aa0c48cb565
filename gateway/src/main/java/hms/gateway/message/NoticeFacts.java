package hms.gateway.message;

import hms.storage.Step;
import hms.storage.pg.PgNotices.Notice;
import hms.storage.pg.PgStores;

/** What a feature adds to its notices when they get their numbers: facts an artisan cannot see. */
public interface NoticeFacts {

  /** The type of message that it completes. */
  String type();

  /** The whole data, JSON, as everything stands now. */
  Step<String> added(PgStores tx, Notice notice);
}

package hms.storage.pg;

/** What people of the office look at and work by, beside the trade itself. */
public final class PgDesk {
  private final PgSession session;

  PgDesk(PgSession session) {
    this.session = session;
  }

  public PgAuditLog auditLog() {
    return new PgAuditLog(session);
  }

  public PgKeyLog keyLog() {
    return new PgKeyLog(session);
  }

  public PgOverview overview() {
    return new PgOverview(session);
  }

  public PgCards cards() {
    return new PgCards(session);
  }

  public PgViewStore views() {
    return new PgViewStore(session);
  }

  public PgSettingStore settings() {
    return new PgSettingStore(session);
  }
}

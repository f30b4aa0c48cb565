package hms.domain.product;

/**
 * What came before a revision, as a rule sees it.
 *
 * @param approved how many revisions of its artisan were approved
 * @param setback since its product was last approved, another revision of it was refused or taken
 *     back: then a person looks, so that nobody tries a rule until it says yes
 */
public record TrackRecord(long approved, boolean setback) {}

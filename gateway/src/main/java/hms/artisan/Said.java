package hms.artisan;

import hms.storage.stall.Pending;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of something to say, on disk.
 *
 * @param id of the message that says it; the former one's, if they merged
 * @param now to be sent now
 * @param longer by how much the log has grown: 1, 0 or -1
 */
record Said(UUID id, Optional<Pending> now, int longer) {}

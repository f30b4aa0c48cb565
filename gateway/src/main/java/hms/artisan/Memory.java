package hms.artisan;

import hms.storage.stall.Pending;
import java.util.List;

/**
 * What an app begins with.
 *
 * @param sent messages without an outcome that may have left already, in order
 * @param waiting how many more have not
 * @param untaken office messages that nobody has taken, in order
 */
record Memory(
    Enrolled enrolled,
    BrokerAccount account,
    Positions positions,
    List<Pending> sent,
    int waiting,
    List<Received> untaken) {}

/**
 * What an artisan's app keeps besides its own objects: the log of what it has to say, what the
 * office has said, cards, pictures, its key. Plain values and their rules; {@code hms.storage.file}
 * keeps them. Source: docs/domain.md, stores; docs/messages.md, the app.
 */
@NullMarked
package hms.storage.stall;

import org.jspecify.annotations.NullMarked;

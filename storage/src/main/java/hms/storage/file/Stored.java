package hms.storage.file;

import hms.domain.Versioned;

/** An object and how it stands to the office's. */
record Stored(Versioned object, Sync sync) {}

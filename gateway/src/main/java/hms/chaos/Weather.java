package hms.chaos;

/** What a road does to the bytes on it. */
enum Weather {
  FAIR,
  /** Connections are reset, new ones refused. */
  CUT,
  /** Nothing arrives, and nobody is told: as when a cable is pulled. What was sent comes later. */
  SILENT,
  /** Everything takes 100 ms longer. */
  SLOW
}

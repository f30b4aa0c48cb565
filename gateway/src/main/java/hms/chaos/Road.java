package hms.chaos;

/** Which way bytes go: between nodes, or from a node to the database. */
enum Road {
  MEMBERSHIP,
  BUS,
  DATABASE
}

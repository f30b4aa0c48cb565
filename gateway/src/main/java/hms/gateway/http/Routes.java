package hms.gateway.http;

import java.util.List;

/** A feature's calls. */
public interface Routes {
  List<Route> routes();
}

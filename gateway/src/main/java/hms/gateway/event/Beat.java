package hms.gateway.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * How something stands now. It has no id, since nobody can ask for what was in between.
 *
 * @param about a job, a storefront, a node
 * @param data what readers are told
 */
record Beat(Topic topic, UUID about, ObjectNode data) {}

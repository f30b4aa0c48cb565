/**
 * Long work: it is asked for by a call, which is answered at once, and goes on without it. A row
 * each; whichever node is free takes it up under a lease, and another one if that node ends. A kind
 * of work is a {@link hms.gateway.operation.LongWork}; features bring theirs. Event loops only.
 */
@NullMarked
package hms.gateway.operation;

import org.jspecify.annotations.NullMarked;

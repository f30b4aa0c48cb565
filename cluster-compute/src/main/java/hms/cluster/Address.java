package hms.cluster;

/**
 * Where messages of one kind go: the name on the bus, what is asked there and what is answered.
 *
 * @param name dotted, lower case, beginning with {@code hms.}
 * @param request class of the messages; a sealed interface stands for all its records
 * @param answer class of the answers; {@code Void} if there are none
 */
public record Address<Q, A>(String name, Class<Q> request, Class<A> answer) {}

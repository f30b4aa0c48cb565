/** Systems that one could run tasks with instead, each asked by lines: {@link hms.peer.Peer}. */
package hms.peer;

/** Tests of what is told live, against a running office. */
package hms.gateway.event;

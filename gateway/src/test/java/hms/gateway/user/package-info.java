/** Tests of who works in the office, against a running one. */
package hms.gateway.user;

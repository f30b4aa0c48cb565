/** Tests of signing in, against a running office. */
package hms.gateway.session;

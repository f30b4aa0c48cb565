/** Tests of long work, against a running office and against nodes of their own. */
package hms.gateway.operation;

/** Tests of lists that are taken away whole. */
package hms.gateway.export;

/** Tests of webhooks: a receiver by HTTPS on this machine, which believes nothing unsigned. */
package hms.gateway.webhook;

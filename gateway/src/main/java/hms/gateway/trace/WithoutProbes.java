package hms.gateway.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.regex.Pattern;

/** Leaves out supervisors, who ask every second, and listeners, whose calls last for hours. */
record WithoutProbes(Sampler others) implements Sampler {
  private static final Pattern PROBE =
      Pattern.compile("(https?://[^/]*)?/(livez|readyz|startupz|metrics|api/v1/events)(\\?.*)?");

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String trace,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    boolean probe =
        kind == SpanKind.SERVER
            && attributes.asMap().values().stream()
                .anyMatch(value -> PROBE.matcher(String.valueOf(value)).matches());
    return probe
        ? SamplingResult.drop()
        : others.shouldSample(parent, trace, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return "WithoutProbes{" + others.getDescription() + "}";
  }
}

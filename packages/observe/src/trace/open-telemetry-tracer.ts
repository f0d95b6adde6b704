import { randomBytes, randomInt } from "node:crypto";
import { diag, type Span as OtelSpan, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { redactText } from "../log/redact-text.ts";
import { type SpanPlace, spanPlaceOf, traceparentOf } from "./traceparent.ts";
import { type Attributes, type Span, type SpanOptions, type Tracer, unrecordedSpan } from "./tracer.ts";

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
const SHARE = 2 ** 32;
/** Spans that wait to be sent; more are dropped. */
const MOST_WAITING = 4_096;
const SEND_MS = 1_000;

/** Spans to an OpenTelemetry collector over OTLP/HTTP (JSON), in the background; what can't be sent is dropped. */
export function openTelemetryTracer(
  { url, ratio }: { url: string; ratio: number },
  { service, version, instance }: { service: string; version: string; instance: string },
  onError: (error: Error) => void,
): Tracer {
  diag.setLogger({
    error: (message) => onError(new Error(redactText(message))),
    warn: () => undefined,
    info: () => undefined,
    debug: () => undefined,
    verbose: () => undefined,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": `qubix-${service}`,
      "service.version": version,
      "service.instance.id": instance,
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url }),
        maxQueueSize: MOST_WAITING,
        scheduledDelayMillis: SEND_MS,
      }),
    ],
  });
  const tracer = provider.getTracer("qubix", version);

  return {
    on: true,
    start(name, options = {}) {
      const parent = spanPlaceOf(options.parent);
      const sampled = parent && !options.decide ? parent.sampled : randomInt(SHARE) < ratio * SHARE;
      if (!sampled) return unrecordedSpan(unsampled(parent, options));
      const { kind = "internal", attributes, startedAt } = options;
      const span = tracer.startSpan(
        name,
        {
          kind: KINDS[kind],
          ...(attributes && { attributes: clean(attributes) }),
          ...(startedAt !== undefined && { startTime: startedAt }),
        },
        parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, traceFlags: 1, isRemote: true }) : ROOT_CONTEXT,
      );
      return recorded(span);
    },
    async close() {
      await provider.shutdown();
    },
  };
}

/** A place below which nobody records: the one above where that says so already, else a new one that says so. */
function unsampled(parent: SpanPlace | undefined, { parent: given, decide }: SpanOptions): string | undefined {
  if (parent && !decide) return given;
  const traceId = parent?.traceId ?? randomBytes(16).toString("hex");
  return traceparentOf({ traceId, spanId: parent?.spanId ?? randomBytes(8).toString("hex"), sampled: false });
}

function recorded(span: OtelSpan): Span {
  const { traceId, spanId } = span.spanContext();
  return {
    traceparent: traceparentOf({ traceId, spanId, sampled: true }),
    set: (attributes) => void span.setAttributes(clean(attributes)),
    end(error, at) {
      if (error !== undefined) {
        const message = redactText(error instanceof Error ? error.message : String(error));
        span.setStatus({ code: SpanStatusCode.ERROR, message });
      }
      span.end(at);
    },
  };
}

function clean(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === "string" ? redactText(value) : value]),
  );
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as it came over the wire. */
export interface ReceivedSpan {
  service: string;
  traceId: string;
  spanId: string;
  /** Empty for a root. */
  parent: string;
  name: string;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  attributes: Record<string, string | number>;
}

interface OtlpAttribute {
  key: string;
  value: { stringValue?: string; intValue?: string | number; doubleValue?: number };
}

/** The other end of traces: takes OTLP over HTTP as JSON, as a collector does. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  readonly #server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    this.#take(JSON.parse(Buffer.concat(parts).toString()));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });

  static async start(): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/traces`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #take(body: { resourceSpans: ResourceSpans[] }): void {
    for (const { resource, scopeSpans } of body.resourceSpans) {
      const service = String(attributesOf(resource.attributes)["service.name"]);
      for (const { spans } of scopeSpans)
        for (const { traceId, spanId, parentSpanId = "", name, ...rest } of spans) {
          const [from, to] = [rest.startTimeUnixNano, rest.endTimeUnixNano].map((nano) =>
            Number(BigInt(nano) / 1_000_000n),
          );
          const attributes = attributesOf(rest.attributes);
          this.spans.push({ service, traceId, spanId, parent: parentSpanId, name, from: from!, to: to!, attributes });
        }
    }
  }
}

interface ResourceSpans {
  resource: { attributes: OtlpAttribute[] };
  scopeSpans: {
    spans: {
      traceId: string;
      spanId: string;
      parentSpanId?: string;
      name: string;
      startTimeUnixNano: string;
      endTimeUnixNano: string;
      attributes: OtlpAttribute[];
    }[];
  }[];
}

function attributesOf(attributes: OtlpAttribute[]): Record<string, string | number> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.doubleValue ?? Number(value.intValue)]),
  );
}

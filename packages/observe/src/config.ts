import { z } from "zod";

/** What a process of Qubix tells about itself, and to whom. */
export const observeConfig = z.strictObject({
  metrics: z
    .strictObject({
      host: z.string().default("127.0.0.1").describe("Address to listen on; keep it off the internet."),
      port: z.number().int().min(0).max(65_535).describe("Port; 0 takes a free one."),
    })
    .optional()
    .describe(
      "Where GET /metrics, /healthz and /readyz are answered, apart from everything public; nowhere when missing.",
    ),
  logFormat: z
    .enum(["auto", "json", "human"])
    .default("auto")
    .describe("Form of the log on stderr. auto: lines for people at a terminal, JSON otherwise."),
  traces: z
    .strictObject({
      url: z.url().describe("OTLP/HTTP endpoint of an OpenTelemetry collector: http://host:4318/v1/traces."),
      ratio: z.number().min(0).max(1).default(1).describe("Share of the traces begun here that are recorded, 0 to 1."),
    })
    .optional()
    .describe("Where spans are sent; nothing is traced when missing."),
});
export type ObserveConfig = z.output<typeof observeConfig>;

import { z } from "zod";

const whole = z.number().int().min(1);
const milliseconds = whole.max(86_400_000);

/** Live connections: WebSockets of readers and agents, and server-sent events. */
export const liveConfig = z
  .strictObject({
    maxConnections: whole
      .default(20_000)
      .describe("Live connections open at once in one process; what is beyond is told to come back."),
    maxConnectionsPerAddress: whole.default(1_000).describe("Live connections open at once from one address."),
    maxSubscriptions: whole.default(256).describe("Channels that one connection follows."),
    messagesPerSecond: whole.default(20).describe("Requests over one WebSocket, on average."),
    bufferBytes: whole
      .min(64 * 1024)
      .default(256 * 1024)
      .describe("Bytes that may wait for one reader's network; nothing more is read for it before they have left."),
    pingMs: milliseconds
      .default(30_000)
      .describe(
        "How often a connection is asked whether it lives; a reader that takes nothing for as long is cut off.",
      ),
    maxAgeMs: milliseconds
      .default(3_600_000)
      .describe("A connection of somebody known ends after this time, and has to be opened with new credentials."),
  })
  .prefault({});

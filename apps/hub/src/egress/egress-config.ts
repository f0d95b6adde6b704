import { z } from "zod";

/** Which addresses that users name the hub connects to. The defaults are right for a hub on the internet. */
export const egressConfig = z
  .strictObject({
    allowHttp: z.boolean().default(false).describe("Also http://, without TLS: for devnets and tests."),
    allowPrivate: z
      .boolean()
      .default(false)
      .describe("Also private, loopback and link-local addresses: for devnets and tests."),
  })
  .prefault({});

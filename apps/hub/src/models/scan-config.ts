import { z } from "zod";

/** The operator's own look at files of models, such as a virus scanner. */
export const scanConfig = z
  .strictObject({
    command: z
      .array(z.string().min(1).max(1_000))
      .min(1)
      .max(64)
      .optional()
      .describe(
        "Program and arguments. It gets a file's bytes on standard input and its SHA-256 in QUBIX_DIGEST; it ends with 0 for a good file, with 1 for a bad one (the first line that it prints is the reason), with anything else to be asked again.",
      ),
    quarantine: z
      .boolean()
      .default(true)
      .describe("Files are for their owner alone until the scanner has passed them."),
    timeoutMs: z
      .number()
      .int()
      .min(1_000)
      .default(600_000)
      .describe("A scan that takes longer is ended, and tried again."),
    atOnce: z.number().int().min(1).max(64).default(2).describe("Scans at a time."),
  })
  .prefault({});
export type ScanConfig = z.infer<typeof scanConfig>;

import { readFileSync } from "node:fs";
import { encodeNpy } from "@qubix/client/onnx";
import { digitsCsv } from "../digits/digits.ts";
import { splitDigits } from "../digits/split.ts";

/** A job of the showcase: its name is what it is known by across restarts. */
export interface ShowcaseJob {
  name: string;
  /** What runs; the digits model when missing. */
  program?: { bytes: Uint8Array; arguments: string[] };
  inputs: { path: string; bytes: Uint8Array }[];
  /** Providers that run it, and how many of them must agree. */
  replicas: number;
  quorum: number;
  metered: boolean;
  /** Most that one run may cost, in QU. */
  priceCap: bigint;
}

const IMAGES = 20;
const once = { replicas: 1, quorum: 1, metered: false, priceCap: 1_000n };

/** What a new network has run. @param providers how many there are to run it */
export function showcaseJobs(providers: number): ShowcaseJob[] {
  const replicas = Math.min(3, providers);
  return [
    { ...once, name: "Longest Collatz sequence below 300,000", program: endurance(300), inputs: [] },
    {
      ...once,
      name: "Handwriting, by its nearest neighbours",
      program: { bytes: wasm("neighbours"), arguments: ["/in/digits.csv", "5"] },
      inputs: [{ path: "digits.csv", bytes: digitsCsv() }],
      replicas,
      quorum: Math.floor(replicas / 2) + 1,
    },
    {
      ...once,
      name: "Collatz, paid by use",
      program: endurance(150),
      inputs: [],
      metered: true,
      priceCap: 5_000n,
    },
    ...[1, 2, 3].map((batch) => ({ ...once, name: `Handwritten digits, batch ${batch}`, inputs: [images(batch)] })),
  ];
}

function endurance(thousands: number) {
  return { bytes: wasm("endurance"), arguments: [String(thousands)] };
}

function wasm(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../dist/${name}.wasm`, import.meta.url)));
}

/** Images that the model never saw. */
function images(batch: number) {
  const some = splitDigits().heldOut.slice((batch - 1) * IMAGES, batch * IMAGES);
  const pixels = new Uint8Array(Float32Array.from(some.flatMap(({ pixels }) => [...pixels])).buffer);
  return { path: "image.npy", bytes: encodeNpy({ dtype: "float32", shape: [some.length, 1, 8, 8], bytes: pixels }) };
}

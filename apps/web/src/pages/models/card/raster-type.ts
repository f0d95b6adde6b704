/** Begins of files that a browser shows as pictures and that can hold no script. */
const TYPES: readonly [type: string, matches: (bytes: Uint8Array) => boolean][] = [
  ["image/png", (bytes) => begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ["image/jpeg", (bytes) => begins(bytes, [0xff, 0xd8, 0xff])],
  ["image/gif", (bytes) => begins(bytes, [0x47, 0x49, 0x46, 0x38])],
  [
    "image/webp",
    (bytes) => begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  ],
];

/** The media type of a picture by its first bytes, whatever its name says; undefined for all else, SVG too. */
export function rasterType(bytes: Uint8Array): string | undefined {
  return TYPES.find(([, matches]) => matches(bytes))?.[0];
}

const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);

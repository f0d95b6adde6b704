import fc from "fast-check";

/** Texts that have broken servers before: SQL, headers, paths, templates, encodings, lengths. */
export const trickText = fc.oneof(
  fc.constantFrom(
    ...["' OR 1=1 --", "'; DROP TABLE jobs; --", '") UNION SELECT * FROM sessions --', "\\'; select pg_sleep(20); --"],
    ...["%27%20or%201%3d1", "$1", "{{7*7}}", "#{process.env}", "<script>alert(1)</script>", "null", "undefined", "NaN"],
    ...[
      "../../../../etc/passwd",
      "..%2f..%2f",
      "..\\..\\",
      "/etc/passwd",
      "file:///etc/passwd",
      "con",
      ".",
      "..",
      "a//b",
    ],
    ...[
      "a\r\nSet-Cookie: x=1",
      "a\nb",
      "\u0000",
      "a\u0000b",
      "%00",
      "%",
      "%E0%A4%A",
      "\ud800",
      "\u202e",
      "💥".repeat(20),
    ],
    ...["__proto__", "constructor", "toString", "-1", "-0", "1e309", "0x10", "1.5", " 1", "9".repeat(40), "١٢٣", ""],
    ...["99999999999999999999", "18446744073709551616", "9007199254740993", "253402300800000", "4294967296"],
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.integer({ min: 1, max: 12 }).map((exponent) => "a".repeat(2 ** exponent)),
);

/** Values of any type, deep and wide ones among them. */
export const trickValue: fc.Arbitrary<unknown> = fc.oneof(
  trickText,
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63), [], {}, [[]], { a: { b: {} } }),
  fc.integer({ min: 1, max: 200 }).map((depth) => nested(depth)),
  fc.integer({ min: 100, max: 3_000 }).map((length) => Array.from({ length }, (_, i) => i)),
  fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown),
);

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

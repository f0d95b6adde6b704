import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreeProtocol, PROTOCOL, type ProtocolRange, parseProtocol, protocolText } from "./protocol-version.ts";

const ranges = fc
  .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 5 }))
  .map(([oldest, width]): ProtocolRange => ({ oldest, newest: oldest + width }));

describe("protocol versions", () => {
  it("agree on the newest that both speak", () => {
    expect(agreeProtocol({ oldest: 1, newest: 3 }, { oldest: 2, newest: 5 })).toBe(3);
    expect(agreeProtocol({ oldest: 1, newest: 1 }, { oldest: 2, newest: 5 })).toBeUndefined();
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const agreed = agreeProtocol(one, other);
        expect(agreeProtocol(other, one)).toBe(agreed);
        const common = Array.from({ length: 60 }, (_, version) => version).filter((version) =>
          [one, other].every(({ oldest, newest }) => version >= oldest && version <= newest),
        );
        expect(agreed).toBe(common.at(-1));
      }),
    );
  });

  it("are read as they are written, and nothing else is", () => {
    fc.assert(
      fc.property(ranges, (range) => {
        expect(parseProtocol(protocolText(range))).toEqual(range);
      }),
    );
    for (const text of ["", "1", "0-1", "2-1", "1-2-3", "1-", "a-b", "1-9999999", " 1-1"])
      expect(parseProtocol(text)).toBeUndefined();
  });

  it("include the current one", () => expect(agreeProtocol(PROTOCOL, PROTOCOL)).toBe(PROTOCOL.newest));
});

import { readFileSync } from "node:fs";
import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkContent } from "./check-content.ts";
import { isPickle } from "./pickle.ts";

const check = (path: string, bytes: Uint8Array) =>
  checkContent(path, bytes.length, async (start, end) => bytes.subarray(start, end + 1));
const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));

/** Pickles of os.system("echo hi") by Python itself, protocols 0 to 5. */
const PICKLES = [
  "63706f7369780a73797374656d0a70300a28566563686f2068690a70310a7470320a5270330a2e",
  "63706f7369780a73797374656d0a710028580700000065 63686f20686971017471025271032e",
  "800263706f7369780a73797374656d0a71005807000000 6563686f20686971018571025271032e",
  "800363706f7369780a73797374656d0a71005807000000 6563686f20686971018571025271032e",
  "80049522000000000000008c05706f736978948c0673797374656d9493948c076563686f20686994859452942e",
  "80059522000000000000008c05706f736978948c0673797374656d9493948c076563686f20686994859452942e",
].map(hex);

/** A zip archive of one stored entry. */
function zip(name: string, comment = ""): Uint8Array {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([Buffer.from("PK\x03\x04 content"), entry, Buffer.from(name), end, Buffer.from(comment)]);
}

describe("pickles are refused", () => {
  it.each(PICKLES.map((bytes, protocol) => [protocol, bytes] as const))(
    "of protocol %i, whatever they are called",
    async (_, bytes) => {
      expect(isPickle(bytes)).toBe(true);
      await expect(check("weights.bin", bytes)).rejects.toMatchObject({ code: "FILE_REFUSED" });
      await expect(check("README.md", gzipSync(bytes))).rejects.toThrow(/compressed/);
      await expect(check("data", deflateSync(bytes))).rejects.toThrow(/compressed/);
    },
  );

  it("in archives, at their end too, and by their names", async () => {
    for (const name of ["archive/data.pkl", "x/y.PICKLE"])
      await expect(check("model.bin", zip(name, "a comment"))).rejects.toThrow(/archive/);
    for (const name of ["m.pt", "M.PTH", "a/b.ckpt", "x.joblib", "x.pkl.gz"])
      await expect(check(name, hex("00"))).rejects.toThrow(/safetensors/);
    const objects = Buffer.concat([
      hex("934e554d5059010076 00"),
      Buffer.from("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"),
    ]);
    await expect(check("x.npy", objects)).rejects.toThrow(/NumPy/);
  });

  it("that go on beyond what is looked at", async () => {
    const long = Buffer.from(`c_codecs\nencode\np0\n(V${"y".repeat(100_000)}\np1\nVlatin1\np2\ntp3\nRp4\n.`);
    await expect(check("x.bin", long)).rejects.toThrow(/pickle/);
  });
});

describe("what is no pickle", () => {
  it("passes: models, texts, images, archives without pickles", async () => {
    await check("digits.onnx", readFileSync(new URL("../../../../examples/digits/digits.onnx", import.meta.url)));
    await check("README.md", Buffer.from("(a list) of things.\nSome text. It goes on and on.\n"));
    await check("config.json", Buffer.from('{"a": [1, 2]}'));
    await check("image.png", hex("89504e470d0a1a0a"));
    await check("weights.bin", zip("weights.npy"));
    await check("empty.txt", new Uint8Array());
    await check(
      "x.npy",
      Buffer.from("\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "latin1"),
    );
  });

  it("never breaks the check, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom("", "PK\x03\x04", "\x1f\x8b", "x\x9c", "\x80\x04"),
        async (bytes, start) => {
          await check("x.bin", Buffer.concat([Buffer.from(start, "latin1"), bytes])).catch((error) =>
            expect(error.code).toBe("FILE_REFUSED"),
          );
        },
      ),
    );
  });
});

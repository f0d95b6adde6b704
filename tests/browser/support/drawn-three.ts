import { crc32, deflateSync } from "node:zlib";

const WIDTH = 200;
const HEIGHT = 240;
const PEN = 12;

/** A "3" as somebody draws it, dark on light paper: a grey PNG of 200 × 240. */
export function drawnThree(): Buffer {
  const rows = Array.from({ length: HEIGHT }, () => new Uint8Array(WIDTH).fill(255));
  const arc = (centre: number, radius: number, from: number, to: number) => {
    for (let degrees = from; degrees <= to; degrees += 2) {
      const angle = (degrees * Math.PI) / 180;
      dot(rows, 100 + radius * Math.cos(angle), centre + radius * Math.sin(angle));
    }
  };
  arc(82, 38, -140, 90);
  arc(158, 42, -90, 140);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header[8] = 8; // bits for each pixel; grey, which is type 0
  const pixels = deflateSync(Buffer.concat(rows.map((row) => Buffer.concat([Buffer.alloc(1), row]))));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function dot(rows: Uint8Array[], x: number, y: number): void {
  for (let row = Math.ceil(y - PEN); row <= y + PEN; row++)
    for (let column = Math.ceil(x - PEN); column <= x + PEN; column++)
      if ((column - x) ** 2 + (row - y) ** 2 <= PEN ** 2) rows[row]![column] = 20;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

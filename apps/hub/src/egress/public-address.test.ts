import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./public-address.ts";

const PRIVATE = [
  ..."0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.3 169.254.169.254".split(
    " ",
  ),
  ..."172.16.0.1 172.31.255.255 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255".split(" "),
  ..."198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255".split(" "),
  ..."::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 fec0::1 100::1 5f00::1 4000::1".split(" "),
  ..."2001::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1".split(" "),
  ..."::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:a9fe:a9fe ::127.0.0.1 0:0:0:0:0:ffff:10.0.0.1".split(" "),
  ..."64:ff9b::127.0.0.1 64:ff9b::a00:1 64:ff9b::169.254.169.254 64:ff9b:1::808:808".split(" "),
  ..."localhost 1.2.3 0x7f000001 1.2.3.4.5 example.com 8.8.8.8:53".split(" "),
  "",
];
const PUBLIC =
  "1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 223.255.255.255 2606:4700::1111 2a00:1450:4001::200e 2001:4860:4860::8888 ::ffff:8.8.8.8 ::ffff:808:808 64:ff9b::8.8.8.8 64:ff9b::808:808".split(
    " ",
  );

describe("addresses", () => {
  it.each(PRIVATE)("%s is refused", (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(PUBLIC)("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));

  it("are judged alike within IPv6", () => {
    fc.assert(
      fc.property(fc.ipV4(), (ipv4) => {
        const [a, b, c, d] = ipv4.split(".").map(Number) as [number, number, number, number];
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const prefix of ["::ffff:", "64:ff9b::"]) {
          expect(isPublicAddress(prefix + ipv4)).toBe(isPublicAddress(ipv4));
          expect(isPublicAddress(prefix + hex)).toBe(isPublicAddress(ipv4));
        }
      }),
    );
  });

  it("never throw", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV6()), (text) => typeof isPublicAddress(text) === "boolean"));
  });
});

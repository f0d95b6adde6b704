import { Code, jobKeyOf } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market } from "./market.ts";
import { party } from "./test-chain.ts";

const BUCKETS = 512n;

describe("keys ground to fall together", () => {
  it("keep a job out at the price of dozens, and no look-up gets long", () => {
    const market = new Market({ maxLiveJobsPerRequester: 1000 });
    market.addHub();
    const victim = market.jobArgs();
    const bucketOf = (key: Uint8Array) => new DataView(key.buffer, key.byteOffset).getBigUint64(0, true) % BUCKETS;
    const wanted = bucketOf(jobKeyOf(party("victim"), victim.specDigest, victim.nonce));
    const pay = market.escrowOf(victim) + market.config.createFee;
    let created = 0;
    for (let nonce = 1n; created < 64; nonce++) {
      const args = { ...victim, nonce };
      if (bucketOf(jobKeyOf(party("grinder"), args.specDigest, nonce)) !== wanted) continue;
      market.ok(party("grinder"), "createJob", args, pay);
      created++;
    }
    expect(market.run(party("victim"), "createJob", victim, pay).code).toBe(Code.KeyBucketFull);
    market.ok(party("victim"), "createJob", { ...victim, nonce: victim.nonce + 1n }, pay);
  });
});

describe("a key that names somebody else's identity", () => {
  it("doesn't come between the owner and his record", () => {
    const market = new Market();
    const terms = { payout: party("mallory"), minPrice: 10n, capacity: 1, hubs: [0, 0, 0, 0], anyHub: 0, nonce: 1n };
    const stake = market.config.minStake + market.config.callFee;
    market.ok(party("mallory"), "registerProvider", { ...terms, hot: party("ann") }, stake);
    market.ok(
      party("mallory"),
      "registerHub",
      { hot: party("hub"), minFee: 0n, nonce: 1n },
      market.config.minBond + market.config.callFee,
    );
    const provider = market.addProvider("ann");
    const hub = market.addHub();
    for (const name of ["ann", "ann hot"])
      expect(market.ask("getProvider", { identity: party(name), provider: 0xffff }).provider).toBe(provider);
    for (const name of ["hub", "hub hot"])
      expect(market.ask("getHub", { identity: party(name), hub: 0xffff }).hub).toBe(hub);
  });
});

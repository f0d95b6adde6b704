import { publicKeyFromIdentity } from "@qubix/qubic";
import type { Devnet } from "../devnet.ts";
import { badRequest } from "./http-error.ts";
import type { HttpRoutes } from "./http-server.ts";
import { asBadRequest } from "./live-routes.ts";

const MAX_TICKS_PER_REQUEST = 10_000;

/** What only a local network can do. No real node has these. */
export function devnetRoutes(devnet: Devnet): HttpRoutes {
  return {
    "GET /devnet/v1/info": () => devnet.info(),

    "POST /devnet/v1/faucet": (_variable, { identity, amount }) => {
      if (typeof identity !== "string") throw badRequest("identity must be 60 capital letters.");
      if (typeof amount !== "string" || !/^\d{1,15}$/.test(amount))
        throw badRequest("amount must be a string of digits (QU).");
      asBadRequest(() => publicKeyFromIdentity(identity));
      return asBadRequest(() => devnet.faucet(identity, BigInt(amount)));
    },

    "POST /devnet/v1/tick": async (_variable, { count = 1 }) => {
      if (typeof count !== "number" || !Number.isInteger(count) || count < 1 || count > MAX_TICKS_PER_REQUEST) {
        throw badRequest(`count must be 1 to ${MAX_TICKS_PER_REQUEST}.`);
      }
      await devnet.tick(count);
      return devnet.info();
    },

    "POST /devnet/v1/epoch": async () => {
      await devnet.advanceEpoch();
      return devnet.info();
    },
  };
}

import { Problem } from "../problem.ts";
import { addressOf } from "./http/address-of.ts";
import { type Api, mountRoute } from "./mount-route.ts";
import { publicKeyOf } from "./public-key-of.ts";

/** Test money, on networks that have a faucet. */
export function mountFaucet(api: Api): void {
  const { faucet } = api.context;

  mountRoute(api, "requestFaucet", async ({ body: { identity }, raw }, response) => {
    if (!faucet) throw new Problem("FAUCET_OFF", "This hub is not on a local network.");
    publicKeyOf(identity);
    try {
      return await faucet.give(identity, addressOf(raw));
    } catch (error) {
      if (error instanceof Problem && error.code === "FAUCET_LIMIT")
        response.set("Retry-After", String(error.extra.retryAfter));
      throw error;
    }
  });
}

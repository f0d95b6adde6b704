import type { AccountDocument, Role } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import type { Caller } from "./caller.ts";
import { isOperator, type Rights } from "./may.ts";

const MAX_MODELS = 200;

/** Who somebody is to this hub: what their identity owns, on the chain and here, at this moment. */
export async function accountOf(
  rights: Rights & { store: Pick<Store, "models"> },
  caller: Caller,
): Promise<AccountDocument> {
  const { identity, via, scopes } = caller;
  const { store } = rights;
  const [{ jobs }, providers, models] = await Promise.all([
    store.jobs.list({ privateOf: { identity }, requester: identity, limit: 1 }),
    store.providers.ofIdentity(identity),
    store.models.chainOfCreator(identity, MAX_MODELS),
  ]);
  const held: [Role, boolean][] = [
    ["requester", jobs.length > 0],
    ["provider", providers.length > 0],
    ["creator", models.length > 0],
    ["operator", isOperator(rights, caller)],
  ];
  return {
    ...{ identity, via, ...(scopes && { scopes: [...scopes] }) },
    roles: held.filter(([, has]) => has).map(([role]) => role),
    providers: providers.map(({ slot, owner }) => ({ slot, key: owner === identity ? "owner" : "hot" })),
    models: models.map(({ slot, digest, active }) => ({ slot, digest, active })),
  };
}

import type { NamespaceRecord } from "@qubix/market";
import { isIdentityNamespace, namespaceFault, namespaceOf, repositoryNameFault, skeletonOf } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";

/**
 * Gives an identity a readable namespace, its only one. Repeating it is harmless.
 * @throws Problem INVALID_NAME, NAMESPACE_TAKEN
 */
export async function claimNamespace(
  store: Pick<Store, "catalog">,
  name: string,
  identity: string,
): Promise<NamespaceRecord> {
  const fault = namespaceFault(name);
  if (fault !== undefined) throw new Problem("INVALID_NAME", `${fault[0]!.toUpperCase()}${fault.slice(1)}.`);
  const held = await store.catalog.claimNamespace(name, skeletonOf(name), identity);
  if (held.name === name && held.owner === identity) return held;
  const why =
    held.owner === identity
      ? `Each identity has one readable namespace; yours is ${held.name}.`
      : held.name === name
        ? `${name} belongs to another identity.`
        : `${name} looks like ${held.name}, which belongs to another identity.`;
  throw new Problem("NAMESPACE_TAKEN", why, { namespace: held.name });
}

/**
 * Whether an identity may make models in a namespace: in its own letters always, in a readable one that is its own, or in
 * one that nobody has, which is its own from then on.
 * @throws Problem INVALID_NAME, NAMESPACE_TAKEN, FORBIDDEN
 */
export async function checkNewName(
  store: Pick<Store, "catalog">,
  { namespace, name }: { namespace: string; name: string },
  identity: string,
): Promise<void> {
  const fault = repositoryNameFault(name);
  if (fault !== undefined) throw new Problem("INVALID_NAME", `${name} can't be a model's name: ${fault}.`);
  if (namespace === namespaceOf(identity)) return;
  if (isIdentityNamespace(namespace)) throw new Problem("FORBIDDEN", "This namespace is another identity's letters.");
  // One from before there were rules for names stays its owner's.
  if ((await store.catalog.namespace(namespace))?.owner === identity) return;
  await claimNamespace(store, namespace, identity);
}

/** A model's name for people: namespaces may be whole identities. */
export function shortModelName(namespace: string, name: string): string {
  return namespace.length > 20 ? `${namespace.slice(0, 8)}…/${name}` : `${namespace}/${name}`;
}

/** The parts of `namespace/name`; undefined for anything else. */
export function modelNameParts(text: string): { namespace: string; name: string } | undefined {
  const [namespace, name, ...more] = text.split("/");
  return namespace && name && more.length === 0 ? { namespace, name } : undefined;
}

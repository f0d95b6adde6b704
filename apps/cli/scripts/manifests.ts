/** What is read of a workspace's package.json. */
export interface Workspace {
  name: string;
  version: string;
  exports?: Record<string, unknown>;
  imports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
}

/** Only here do we need a program that reads TypeScript. */
const NEEDLESS = ["tsx"];

/** The package.json of a workspace inside of the package. @param has whether a file of it was brought along */
export function bundledManifest({ name, version, exports = {}, imports }: Workspace, has: (path: string) => boolean) {
  const kept = Object.entries(asJavascript(exports)).filter(([, target]) => typeof target !== "string" || has(target));
  return {
    name,
    version,
    type: "module",
    exports: Object.fromEntries(kept),
    ...(imports && { imports: asJavascript(imports) }),
  };
}

/**
 * The package.json of the whole package: ours are bundled, everybody else's are installed, in the versions that are pinned
 * here. @throws Error when two workspaces pin different ones
 */
export function packageManifest(cli: Workspace, bundled: Workspace[], engines: unknown) {
  const ours = Object.fromEntries(bundled.map(({ name, version }) => [name, version]));
  const others: Record<string, string> = {};
  for (const { name, dependencies = {} } of bundled) {
    for (const [dependency, version] of Object.entries(dependencies)) {
      if (dependency in ours || NEEDLESS.includes(dependency)) continue;
      if ((others[dependency] ?? version) !== version)
        throw new Error(`${name} wants ${dependency} ${version}, another ${others[dependency]}. Pin the same version.`);
      others[dependency] = version;
    }
  }
  return {
    name: "qubix",
    version: cli.version,
    description: "Compute on machines of strangers, paid and proved on the Qubic network: the whole command line.",
    license: "MIT",
    type: "module",
    bin: { qubix: "bin/qubix.js" },
    engines,
    dependencies: sorted({ ...others, ...ours }),
    bundleDependencies: Object.keys(ours).sort(),
  };
}

function asJavascript(map: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(map).replaceAll(/\.ts"/g, '.js"'));
}

function sorted(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A workspace that the packed command line brings along: which of its files and folders, and of those not its tests. */
export interface Bundled {
  folder: string;
  contents: string[];
}

/** In place of what each program would be built from: the whole network runs from the package. */
export const BUNDLED: Bundled[] = [
  { folder: "contracts", contents: ["dist/Qubix.wasm"] },
  { folder: "packages/qubic", contents: ["src"] },
  { folder: "packages/contract", contents: ["src"] },
  { folder: "packages/protocol", contents: ["src"] },
  { folder: "packages/market", contents: ["src"] },
  { folder: "packages/store", contents: ["src", "migrations", "dist"] },
  { folder: "packages/observe", contents: ["src"] },
  { folder: "packages/devnet", contents: ["src"] },
  { folder: "packages/client", contents: ["src"] },
  { folder: "packages/localnet", contents: ["src"] },
  { folder: "apps/hub", contents: ["src"] },
  { folder: "apps/agent", contents: ["src"] },
  { folder: "apps/oc-machine", contents: ["src"] },
  { folder: "apps/cli", contents: ["src"] },
  { folder: "examples", contents: ["showcase", "demo/spec-parts.ts", "digits", "dist"] },
];

/** What hubs serve to browsers, of workspaces that nothing imports. They are built by `npm run build`. */
export const SERVED: Bundled[] = [
  { folder: "apps/web", contents: ["dist"] },
  { folder: "apps/docs", contents: ["dist"] },
];

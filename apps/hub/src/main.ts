import { parseArgs } from "node:util";
import { readConfigFile } from "./config.ts";
import { startHub } from "./start-hub.ts";

const HELP = `Usage: hub --config FILE

Runs a Qubix hub: API, chain watcher, matcher, dispatcher and worker in one process, or the roles that the
configuration names. Several processes of one hub share PostgreSQL (databaseUrl) and Redis (redisUrl); with neither
it runs on an embedded database below dataDir.

The configuration is one JSON object. What it needs:
  dataDir      folder for database and blobs
  network      file with the network's definition
  hotKeyFile   file with the hub's hot key: a keystore (with passphraseFile), or a seed of 55 letters
What it may say: listen {host, port}, publicOrigin, databaseUrl, redisUrl, ocMachines [ws://…/v1/bundles], roles,
leases {heartbeatMs, lostAfterMs, leaseTicks}, matching {presenceMs, gatherMs},
chain {pollMs, tickOffset, haltedAfterMs, rebuildAfterMs}, maxBlobBytes, logLevel.

When it is ready it prints one line of JSON: {"ready":true,"url":"http://…","hub":slot}. Logs go to stderr.

  --config FILE   configuration
  --help

Example:
  hub --config /etc/qubix/hub.json
`;

try {
  const { values } = parseArgs({ options: { config: { type: "string" }, help: { type: "boolean", short: "h" } } });
  if (values.help) {
    process.stdout.write(HELP);
  } else {
    if (!values.config) throw new Error("Say which configuration: --config FILE.");
    const hub = await startHub(readConfigFile(values.config));
    const registration = hub.context.chain.hub();
    if (!registration) hub.context.log.warn("this hot key belongs to no hub on the chain yet: register it");
    process.stdout.write(`${JSON.stringify({ ready: true, url: hub.url, hub: registration?.slot })}\n`);
    const stop = async (signal: string) => {
      hub.context.log.info("stopping", { signal });
      await hub.close();
      process.exit(0);
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\nTry --help.\n`);
  process.exitCode = 1;
}

import { parseArgs } from "node:util";
import { logLastWords } from "@qubix/observe";
import { readConfigFile } from "./config.ts";
import { startHub } from "./start-hub.ts";

const HELP = `Usage: hub --config FILE [--roles LIST]

Runs a Qubix hub: API, chain watcher, matcher, dispatcher and worker in one process, or the roles that the
configuration names. Several processes of one hub share PostgreSQL (databaseUrl) and Redis (redisUrl); with neither
it runs on an embedded database below dataDir.

The configuration is one JSON object. What it needs:
  dataDir      folder for database and blobs
  network      file with the network's definition
  hotKeyFile   file with the hub's hot key: a keystore (with passphraseFile), or a seed of 55 letters
docs/configuration.md lists the rest.

When it is ready it prints one line of JSON: {"ready":true,"url":"http://…","hub":slot}. Logs go to stderr.
SIGTERM ends it: not ready at once, gone when what it was answering is answered.

  --config FILE   configuration
  --roles LIST    what this process does, instead of what the configuration says: api,watcher,matcher,dispatcher,worker
  --help

QUBIX_DATABASE_URL and QUBIX_REDIS_URL stand for databaseUrl and redisUrl, so that one configuration without
passwords serves all processes.

Examples:
  hub --config /etc/qubix/hub.json
  hub --config /etc/qubix/hub.json --roles watcher,matcher
`;

try {
  const { values } = parseArgs({
    options: { config: { type: "string" }, roles: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
  } else {
    if (!values.config) throw new Error("Say which configuration: --config FILE.");
    const hub = await startHub(readConfigFile(values.config, overridesOf(values.roles)));
    logLastWords(hub.context.log);
    const registration = hub.context.chain.hub();
    if (!registration) hub.context.log.warn("this hot key belongs to no hub on the chain yet: register it");
    process.stdout.write(
      `${JSON.stringify({ ready: true, url: hub.url, metrics: hub.metricsUrl, hub: registration?.slot })}\n`,
    );
    const stop = async (signal: string) => {
      hub.context.log.info("stopping", { signal });
      await hub.drain();
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

/** What the command line and the environment say instead of the file. */
function overridesOf(roles: string | undefined) {
  const { QUBIX_DATABASE_URL: databaseUrl, QUBIX_REDIS_URL: redisUrl } = process.env;
  return {
    ...(roles && { roles: roles.split(",") }),
    ...(databaseUrl && { databaseUrl }),
    ...(redisUrl && { redisUrl }),
  };
}

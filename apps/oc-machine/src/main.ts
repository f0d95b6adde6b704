import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Health, logLastWords, startObserving } from "@qubix/observe";
import { type OcMachineOptions, parseConfig } from "./config.ts";
import { createOcMachineMetrics } from "./observe/oc-machine-metrics.ts";
import { startOcMachine } from "./start-oc-machine.ts";
import { VERSION } from "./version.ts";

const HELP = `Usage: oc-machine --config FILE
       oc-machine --node HOST:PORT --arbitrator HEX [--listen HOST:PORT] [--hubs HOST:PORT]

Takes bundles of Outsourced Computations from Qubic nodes, verifies all 451 signatures, drops duplicates and
forwards them to the hubs that subscribed at ws://HOST:PORT/v1/bundles?fromInvocation=ID&interface=INDEX.

  --config FILE      configuration (JSON); the other options go before it
  --node HOST:PORT   node asked for the computor list; may be given several times
  --arbitrator HEX   public key of the network's arbitrator, 64 hex digits
  --listen HOST:PORT where nodes dial in (default 127.0.0.1, a free port; a real node dials its own port number)
  --hubs HOST:PORT   where hubs subscribe (default 127.0.0.1, a free port)
  --allow ADDRESS    address that may connect as a node; may be given several times (default: any)
  --metrics HOST:PORT where GET /metrics, /healthz and /readyz are answered (default: nowhere)
  --help

Example:
  oc-machine --node 127.0.0.1:21841 --arbitrator 0123…cdef --listen 0.0.0.0:31841 --hubs 0.0.0.0:21850

When it is ready it prints one line of JSON: {"ready":true,"nodePort":…,"bundlesUrl":"ws://…"}. Logs go to stderr.
`;

function address(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(":");
  const port = Number(text.slice(colon + 1));
  if (colon < 1 || !Number.isInteger(port)) throw new Error(`"${text}" is no HOST:PORT.`);
  return { host: text.slice(0, colon), port };
}

function readOptions(): OcMachineOptions | undefined {
  const { values } = parseArgs({
    options: {
      config: { type: "string" },
      node: { type: "string", multiple: true },
      arbitrator: { type: "string" },
      listen: { type: "string" },
      hubs: { type: "string" },
      allow: { type: "string", multiple: true },
      metrics: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return undefined;
  const file: Partial<OcMachineOptions> = values.config ? JSON.parse(readFileSync(values.config, "utf8")) : {};
  return {
    ...file,
    ...(values.node && { nodes: values.node.map(address) }),
    ...(values.arbitrator && { arbitrator: values.arbitrator }),
    ...(values.listen && { nodeListen: address(values.listen) }),
    ...(values.hubs && { hubListen: address(values.hubs) }),
    ...(values.allow && { allowedNodes: values.allow }),
    ...(values.metrics && { observe: { ...file.observe, metrics: address(values.metrics) } }),
  } as OcMachineOptions;
}

try {
  const options = readOptions();
  if (!options) {
    process.stdout.write(HELP);
  } else {
    const { observe, logLevel: level } = parseConfig(options);
    const observing = await startObserving(observe, { service: "oc-machine", version: VERSION, level });
    const { log } = observing;
    logLastWords(log);
    const machine = await startOcMachine(options);
    const tell = createOcMachineMetrics(observing.registry);
    const health = new Health({ nodes: () => (machine.status().nodes === 0 ? "no node is connected" : undefined) });
    const metrics = await observing.listen(health, () => tell(machine.status()));
    const { nodePort, bundlesUrl } = machine;
    process.stdout.write(`${JSON.stringify({ ready: true, nodePort, bundlesUrl, metrics })}\n`);
    log.info("the OC machine is up", { nodePort, bundlesUrl, metrics });
    const timer = setInterval(() => log.info("status", machine.status()), 60_000);
    const stop = async (signal: string) => {
      log.info("stopping", { signal });
      clearInterval(timer);
      health.drain();
      await machine.close();
      await observing.close();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\nTry --help.\n`);
  process.exitCode = 1;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256Hex } from "@qubix/protocol";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examplesOf } from "./commands/define-command.ts";
import { createProgram } from "./program.ts";
import { Receiver } from "./testing/receiver.ts";
import { Sandbox } from "./testing/sandbox.ts";
import { type NetworkReady, startNetwork, writeFixtures } from "./testing/sandbox-network.ts";
import { RealTerminal } from "./testing/terminal.ts";

/**
 * Runs every example of the help on a network of its own, as a shell runs it. What an example needs stands in `BEFORE`: the
 * variables that it names, or something that must have happened.
 */
let sandbox: Sandbox;
let network: Awaited<ReturnType<typeof startNetwork>>;
let ready: NetworkReady;
let receiver: Receiver;

beforeAll(async () => {
  sandbox = await Sandbox.open();
  receiver = await Receiver.start();
  network = await startNetwork(sandbox);
  ready = network.ready;
  writeFixtures(sandbox, ready);
  for (const [wallet, account] of Object.entries({ operator: "hub-owner", farm: "provider-2-owner" }))
    await sandbox.run(`qubix wallet import ${wallet} < ${join(ready.folder, "keys", `${account}.seed`)}`);
  await sandbox.run("qubix wallet create me && qubix wallet create old");
  await sandbox.run(`qubix wallet export old --reveal > seed.txt && rm ${join(sandbox.home, "wallets", "old.json")}`);
  for (const wallet of ["me", "farm", "operator"]) await sandbox.run(`qubix devnet faucet ${wallet} 500M`);
  await sandbox.run("qubix model namespace acme && qubix model push digits.json --royalty 100");
  const { key } = await sandbox.json<{ key: string }>("qubix job submit --wasm program.wasm --arg 5 --metered --wait");
  settled = key;
  await sandbox.run(`qubix job receipt ${key} --json > receipt.json`);
}, 600_000);

afterAll(async () => {
  await network?.stop();
  await receiver?.stop();
  sandbox?.remove();
}, 120_000);

type Variables = Record<string, string>;
let settled: string;

const key = async () => ({ KEY: settled });
/** A job that nobody takes. */
const waiting = async () => {
  const { out } = await sandbox.run(
    "qubix job submit --wasm program.wasm --arg 5 --metered --min-stake 900b --id-only",
  );
  const KEY = out.trim();
  while ((await sandbox.json(`qubix job get ${KEY}`)).slot === undefined);
  return { KEY };
};
const identity = async () => ({
  IDENTITY: (await sandbox.json<{ identity: string }>("qubix wallet show me")).identity,
});
const webhook = async () => {
  const made = await sandbox.json<{ webhook: { id: string } }>(`qubix webhook create ${receiver.url}`);
  return { WEBHOOK: made.webhook.id };
};
const delivery = async () => {
  const { WEBHOOK } = await webhook();
  const { id } = await sandbox.json<{ id: number }>(`qubix webhook ping ${WEBHOOK}`);
  return { WEBHOOK, DELIVERY: String(id) };
};
const apiKey = async () => {
  const made = await sandbox.json<{ id: string; key: string }>("qubix api-key create x --scope account:read");
  return { API_KEY_ID: made.id, API_KEY: made.key };
};
const transaction = async () => {
  const { transaction, tick } = await sandbox.json<{ transaction: string; tick: number }>("qubix wallet send me 1");
  return { TX: transaction, TICK: String(tick) };
};
const oldProfile = async () => {
  await sandbox.run("qubix config add old --network network.json && qubix config use local");
  return {};
};
const gated = async () => {
  await sandbox.run("qubix model visibility acme/digits gated");
  return identity();
};
const report = async () => {
  const made = await sandbox.json<{ id: number }>(
    'qubix hub report acme/digits --reason infringement --text "a copy" --wallet me',
  );
  return { REPORT: String(made.id) };
};
const blocked = async () => {
  const { items } = await sandbox.json<{ items: { subject: { id: string } }[] }>("qubix hub blocks --wallet operator");
  return { MODEL: items[0]!.subject.id };
};
const named = async () => {
  await sandbox.run("qubix model alias acme/digits@1 stable && qubix model tag acme/digits@1 v1.0");
  return {};
};
/** An input of a job whose data are deleted: nothing needs it any more. */
const blob = async () => {
  const submitted =
    "echo unneeded > unneeded.txt && qubix job submit --wasm program.wasm -i unneeded.txt --arg 5 --wait";
  const { key } = await sandbox.json<{ key: string }>(submitted);
  await sandbox.json(`qubix data delete-job ${key}`);
  return { BLOB: `sha256:${sha256Hex(readFileSync(join(sandbox.work, "unneeded.txt")))}` };
};

/** What has to be there before the examples of a command, by the beginning of its name. */
const BEFORE: Record<string, (line: string) => Promise<Variables>> = {
  "job cancel": waiting,
  "job top-up": waiting,
  "job claim": async () => {
    const { out } = await sandbox.run(
      "qubix job submit --wasm program.wasm --arg 5 --min-stake 900b --deadline 60 --id-only",
    );
    return { KEY: out.trim() };
  },
  job: key,
  "data delete-job": key,
  "data delete-blob": blob,
  "config add": async () => ({ HUB: ready.hub }),
  "config set": async () => ({ HUB: ready.hub }),
  "config remove": oldProfile,
  "devnet faucet": identity,
  "wallet import": async () => {
    await sandbox.run(`rm -f ${join(sandbox.home, "wallets", "old.json")}`);
    return {};
  },
  "wallet create": async (line) => {
    if (line.includes(" me")) await sandbox.run(`rm ${join(sandbox.home, "wallets", "me.json")}`);
    return {};
  },
  wallet: async () => {
    await sandbox.run("qubix devnet faucet me 100M");
    return identity();
  },
  "session revoke": async () => {
    const { session } = await sandbox.json<{ session: string }>("qubix login");
    return { SESSION: session };
  },
  "provider join": async () => ({ HUB: ready.hub }),
  "provider leave": identity,
  whoami: apiKey,
  "api-key revoke": apiKey,
  "webhook replay": delivery,
  webhook: delivery,
  tick: transaction,
  tx: transaction,
  "hub resolve": report,
  "hub unblock": blocked,
  "model show": named,
  "model lineage": named,
  "model allow": gated,
  "model deny": gated,
  "model ask": gated,
  "model access": gated,
  "model buy": async () => {
    await sandbox.run("qubix model price acme/digits 5k");
    return gated();
  },
};

/** What an example names of the internet: a receiver of the test stands for it. */
const ELSEWHERE = /https:\/\/example\.org\/\S*/;

/** Examples that go on until Ctrl-C, and that get it when they have said that they work. */
const GOES_ON = ["up", "devnet start", "provider start", "provider join"];

/** Exit codes other than 0 that an example may end with, and why. */
const ALSO: Record<string, { codes: number[]; because: string }> = {
  "job accept": { codes: [3], because: "the job is paid already, since nobody objected" },
  "job claim": { codes: [3], because: "the contract may have ended the job by itself" },
};

const program = createProgram();
const commands = allCommands(program).map((command) => ({ name: nameOf(command), examples: examplesOf(command) }));

test.each(commands)(
  "$name",
  async ({ name, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const line = example.replace(ELSEWHERE, receiver.url);
      const variables = await (BEFORE[prefixIn(BEFORE, name) ?? ""] ?? (async () => ({})))(line);
      const isLong = GOES_ON.includes(name);
      const home = isLong && !name.startsWith("provider") ? { QUBIX_HOME: join(sandbox.folder, "other-home") } : {};
      const all = { ...(variables as Variables), ...home };
      const { code, out, err } = isLong ? await sandbox.runUntilReady(line, all) : await sandbox.run(line, all);
      const allowed = [0, ...(ALSO[name]?.codes ?? [])];
      if (!allowed.includes(code!)) throw new Error(`${line}\nended with ${code}: ${err}${out}`);
      expect(err).not.toContain("INTERNAL");
    }
  },
  600_000,
);

/** Commands with something to do, in the order of the help; what ends an epoch, whose ticks nodes then forget, or deletes everything comes last. */
function allCommands(command: Command): Command[] {
  const below = command.commands.flatMap(allCommands);
  const own = command.commands.length === 0 && command.name() !== "help" ? [command] : below;
  const isLast = (one: Command) => ["epoch", "delete-all"].includes(one.name());
  return own.filter((one) => !isLast(one)).concat(own.filter(isLast));
}

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}`.replace(/^qubix /, "") : command.name();
}

function prefixIn(names: object, name: string): string | undefined {
  const words = name.split(" ");
  for (let count = words.length; count > 0; count--) {
    const prefix = words.slice(0, count).join(" ");
    if (Object.hasOwn(names, prefix)) return prefix;
  }
  return undefined;
}

describe("in a real terminal", () => {
  const open: RealTerminal[] = [];
  const terminal = async (columns: number) => {
    const one = await RealTerminal.open(sandbox, columns);
    open.push(one);
    return one;
  };
  afterAll(() => {
    for (const one of open) one.close();
  });

  test("a table fits 80 columns: keys lose their middle, and stand for themselves when they are given back", async () => {
    const { text, drawn, code } = await (await terminal(80)).run("qubix job list --limit 3");
    expect(code).toBe(0);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const [heading, first] = text.split("\n");
    expect(heading).toMatch(/^key +name +kind +state/);
    expect(drawn).toContain("\x1b[1m");
    const [short] = /^[0-9a-f]+…[0-9a-f]+/.exec(first!) ?? [];
    expect((await sandbox.json(`qubix job get ${short}`)).key).toMatch(/^[0-9a-f]{64}$/);
  }, 300_000);

  test("on 40 columns each row is a block, and $NO_COLOR leaves the drawing out", async () => {
    const { text, drawn } = await (await terminal(40)).run("NO_COLOR=1 qubix job list --limit 2");
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(40);
    expect(text).toMatch(/^key +[0-9a-f]+…[0-9a-f]+$/m);
    expect(drawn).not.toContain("\x1b[");
  }, 300_000);

  test("pipes get everything whole, nothing drawn, and may close early", async () => {
    const { out, err, code } = await sandbox.run("qubix job list --limit 3");
    expect({ err: err.replace(/^There are more:.*\n/, ""), code }).toEqual({ err: "", code: 0 });
    expect(out).toMatch(/^[0-9a-f]{64} /m);
    expect(out).not.toContain("\x1b");
    expect(await sandbox.run("qubix job list --all -o csv | head -1")).toMatchObject({ code: 0, err: "" });
  }, 300_000);

  test("waiting shows a line that counts, and Ctrl-C ends the waiting, not the job", async () => {
    const screen = await terminal(80);
    screen.type('qubix job submit --wasm program.wasm --arg 5 --min-stake 900b --wait; echo "code:$?"');
    await screen.until(/^funded … +[0-9]+ s$/m);
    screen.interrupt();
    const end = await screen.until(/^code:[0-9]+$/m);
    expect(end).toContain("code:130");
    expect(end).toContain("INTERRUPTED: You don't wait for the job any more.");
    expect(end).not.toMatch(/^funded … +[0-9]+ s$/m);
    const [, waitedFor] = /qubix job cancel ([0-9a-f]{64})/.exec(end.replaceAll("\n", "")) ?? [];
    expect((await sandbox.json(`qubix job get ${waitedFor}`)).state).toBe("funded");
  }, 400_000);

  test("bash completes commands, options and their values", async () => {
    const line = (words: string, at: number) =>
      `source <(qubix completion bash); COMP_WORDS=(${words}); COMP_CWORD=${at}; _qubix; echo "\${COMPREPLY[@]}"`;
    expect((await sandbox.run(line("qubix job li", 2))).out).toBe("list\n");
    expect((await sandbox.run(line("qubix job list --kind ''", 4))).out).toBe("wasm onnx\n");
    expect((await sandbox.run(line("qubix job list --cur", 3))).out).toBe("--cursor --curl\n");
  }, 300_000);
});

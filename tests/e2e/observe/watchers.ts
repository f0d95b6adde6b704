import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "@qubix/localnet";
import { deployed } from "./deploy-files.ts";

const run = promisify(execFile);
const ROUTING_KEY = "0123456789abcdef0123456789abcdef";

/** What PagerDuty was sent. */
export interface Page {
  routing_key: string;
  event_action: string;
  payload: { summary: string; severity: string; class: string; custom_details: Record<string, string> };
}

/** Runs a program of Debian's packages. @throws with what it printed */
export async function check(program: string, ...args: string[]): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, args);
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(" ")}: ${message}\n${stdout ?? ""}${stderr ?? ""}`);
  }
}

/**
 * A real Prometheus and a real Alertmanager with the files of `deploy/`, changed only in where things are and how long is waited:
 * targets and Alertmanager are local, PagerDuty is a local receiver.
 */
export class Watchers {
  readonly pages: Page[] = [];
  readonly #children: ChildProcess[] = [];
  readonly #output: string[] = [];
  #pagerDuty: Server | undefined;
  #prometheus = "";

  /** @param targets base addresses by Prometheus job */
  static async start(folder: string, targets: Record<string, string[]>): Promise<Watchers> {
    const watchers = new Watchers();
    try {
      const alerts = await watchers.#startAlertmanager(folder, await watchers.#startPagerDuty());
      await watchers.#startPrometheus(folder, targets, alerts);
      return watchers;
    } catch (error) {
      await watchers.close();
      throw error;
    }
  }

  /** Asks Prometheus' API. */
  async ask<T>(path: string): Promise<T> {
    const response = await fetch(`${this.#prometheus}/api/v1/${path}`);
    const { status, data, error } = (await response.json()) as { status: string; data: T; error?: string };
    if (status !== "success") throw new Error(`${path}: ${error}`);
    return data;
  }

  output(): string {
    return this.#output.join("");
  }

  async close(): Promise<void> {
    for (const child of this.#children) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.kill("SIGTERM")) await ended;
    }
    this.#pagerDuty?.closeAllConnections();
    await new Promise((resolve) => (this.#pagerDuty ? this.#pagerDuty.close(resolve) : resolve(undefined)));
  }

  async #startPagerDuty(): Promise<string> {
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      this.pages.push(JSON.parse(Buffer.concat(parts).toString()));
      response.writeHead(202, { "content-type": "application/json" }).end('{"status":"success"}');
    });
    this.#pagerDuty = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/enqueue`;
  }

  async #startAlertmanager(folder: string, pagerDuty: string): Promise<string> {
    const key = join(folder, "pagerduty-routing-key");
    writeFileSync(key, ROUTING_KEY, { mode: 0o600 });
    const config = readFileSync(deployed("alertmanager/alertmanager.yml"), "utf8")
      .replaceAll("/etc/alertmanager/secrets/pagerduty-routing-key", key)
      .replace("group_wait: 30s", "group_wait: 1s");
    const file = join(folder, "alertmanager.yml");
    writeFileSync(file, `global: { pagerduty_url: "${pagerDuty}" }\n${config}`);
    const address = `127.0.0.1:${await freePort()}`;
    const storage = join(folder, "alertmanager");
    mkdirSync(storage);
    this.#spawn(process.env.ALERTMANAGER!, [
      ...[`--config.file=${file}`, `--storage.path=${storage}`, `--web.listen-address=${address}`],
      "--cluster.listen-address=",
    ]);
    await this.#untilAnswers(`http://${address}/-/ready`);
    return address;
  }

  async #startPrometheus(folder: string, targets: Record<string, string[]>, alertmanager: string): Promise<void> {
    const rules = join(folder, "rules");
    cpSync(deployed("prometheus/rules"), rules, { recursive: true });
    for (const name of readdirSync(rules)) {
      const text = readFileSync(join(rules, name), "utf8");
      writeFileSync(join(rules, name), text.replaceAll(/^(\s+for:) \d+m$/gm, "$1 2s"));
    }
    const own = Object.entries(targets).map(([job, urls]) => ({
      job_name: job,
      static_configs: [{ targets: urls.map((url) => new URL(url).host) }],
    }));
    const config = {
      global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
      rule_files: ["rules/*.yml"],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
      scrape_configs: own,
    };
    const file = join(folder, "prometheus.yml");
    writeFileSync(file, JSON.stringify(config)); // JSON is YAML
    const address = `127.0.0.1:${await freePort()}`;
    this.#spawn("prometheus", [
      ...[`--config.file=${file}`, `--storage.tsdb.path=${join(folder, "tsdb")}`, `--web.listen-address=${address}`],
    ]);
    this.#prometheus = `http://${address}`;
    await this.#untilAnswers(`${this.#prometheus}/-/ready`);
  }

  #spawn(program: string, args: string[]): void {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (data) => this.#output.push(String(data)));
    child.on("error", (error) => this.#output.push(`${program}: ${error.message}\n`));
    this.#children.push(child);
  }

  async #untilAnswers(url: string): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      const answered = await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answered) return;
      await sleep(100);
    }
    throw new Error(`${url} does not answer.\n${this.output()}`);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@qubix/localnet";

const START_MS = 5_000;

/** nginx with one worker, as it comes: files go to sockets within the kernel. */
export interface Nginx {
  url: string;
  /** What it serves. */
  folder: string;
  stop(): Promise<void>;
}

/** @throws Error that says what to install */
export async function startNginx(place: string): Promise<Nginx> {
  const folder = join(place, "served");
  await mkdir(folder);
  const port = await freePort();
  const config = join(place, "nginx.conf");
  await writeFile(config, configOf(place, folder, port));
  const child = spawn("nginx", ["-c", config, "-e", join(place, "nginx.log")], {
    stdio: ["ignore", 2, 2],
    // Debian keeps it where only root looks.
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  // When the bench is ended in mid-run.
  process.once("exit", () => child.kill());
  const failed = once(child, "exit").then(
    () => "it has ended",
    (error: Error) => error.message,
  );
  const url = `http://127.0.0.1:${port}`;
  const reason = await Promise.race([failed, answers(url)]);
  if (reason !== undefined)
    throw new Error(`nginx does not run: ${reason}. Install it to compare with: apt-get install nginx-light`);
  return { url, folder, stop: () => end(child) };
}

/** @returns nothing once it answers, or a reason */
async function answers(url: string): Promise<string | undefined> {
  for (const until = performance.now() + START_MS; performance.now() < until; await sleep(50)) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer !== undefined) return undefined;
  }
  return `it does not answer within ${START_MS} ms`;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill("SIGQUIT");
  if (child.exitCode === null) await once(child, "exit");
}

const configOf = (place: string, folder: string, port: number) => `
daemon off; master_process off; pid ${place}/nginx.pid;
events { worker_connections 64; }
http {
  access_log off; sendfile on; tcp_nopush on;
  client_body_temp_path ${place}/body; proxy_temp_path ${place}/proxy; fastcgi_temp_path ${place}/fastcgi;
  uwsgi_temp_path ${place}/uwsgi; scgi_temp_path ${place}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;

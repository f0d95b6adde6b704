import { freePort } from "./free-port.ts";

/** What a program of an observed network gets in its configuration. */
export interface ObserveSettings {
  metrics: { host: string; port: number };
  traces?: { url: string };
}

const HOST = "127.0.0.1";

/** Where the programs of a network answer metrics and health: ports that stay when a program is started again. */
export class Observed {
  /** Base addresses by program. */
  readonly urls = new Map<string, string>();

  /** @param options undefined: nothing is observed */
  constructor(readonly options: { traces?: string } | undefined) {}

  /** For a program that reads a configuration; undefined when nothing is observed. */
  async settings(program: string): Promise<ObserveSettings | undefined> {
    if (!this.options) return undefined;
    const port = await freePort();
    this.urls.set(program, `http://${HOST}:${port}`);
    const { traces } = this.options;
    return { metrics: { host: HOST, port }, ...(traces !== undefined && { traces: { url: traces } }) };
  }

  /** For a program that is told by flags. */
  async flags(program: string): Promise<string[]> {
    const settings = await this.settings(program);
    return settings ? ["--metrics", `${HOST}:${settings.metrics.port}`] : [];
  }
}

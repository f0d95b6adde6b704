import { type ContractCaller, HubClient, type HubClientOptions, type HubSession } from "@qubix/client";
import { type ContractReader, contractReader } from "@qubix/contract";
import { type KeyPair, TcpClient } from "@qubix/qubic";
import type { CommonOptions } from "../commands/define-command.ts";
import { CurlClient, type CurlPaper } from "../curl/curl-client.ts";
import { SilentNode } from "../curl/silent-node.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT, type ExitCode } from "../output/exit-codes.ts";
import type { Printer } from "../output/printer.ts";
import { apiKeyOfEnvironment, sessionAt } from "./credentials.ts";
import { knownPassphrase, passphraseFor } from "./passphrase.ts";
import { type Profile, readProfile } from "./profile.ts";
import { ReadingClient } from "./reading-client.ts";
import { type OpenWallet, openWallet, readWallet, walletExists } from "./wallets.ts";

/** What one command works with: profile, node, hub and wallet, each opened when it is first asked for. */
export class Session {
  /** The command's exit code, when it ends without an error. */
  exitCode: ExitCode = EXIT.ok;
  private opened: { profile?: Profile; node?: TcpClient; wallet?: OpenWallet } = {};
  private readonly paper: CurlPaper = { printed: new Set(), print: (line) => process.stdout.write(`${line}\n`) };

  constructor(
    private readonly options: CommonOptions,
    readonly printer: Printer,
  ) {}

  get profile(): Profile {
    this.opened.profile ??= readProfile(this.options.profile);
    return this.opened.profile;
  }

  /** The first node of the network. */
  get node(): TcpClient {
    const Node = this.options.curl ? SilentNode : TcpClient;
    this.opened.node ??= new Node(this.profile.network.nodes[0]!);
    return this.opened.node;
  }

  get contract(): ContractReader {
    return contractReader(this.node, this.profile.network.contract.index);
  }

  get hubUrl(): string {
    const url = this.options.hub ?? this.profile.hub;
    if (url) return url;
    throw new CliError("NO_HUB", "No hub is known.", "Give --hub URL, or add it to the profile.");
  }

  /** The hub, for reading: with an API key or a session where there is one, and with the wallet where that is needed. */
  get hub(): HubClient {
    const known = this.knownHub();
    if (known || this.options.curl) return known ?? this.client({});
    return new ReadingClient(this.hubAddress, () => this.quietWallet());
  }

  /** The hub, for lists of one's own jobs: as whom it knows, or as the wallet where nobody needs to be asked for it. */
  async ownHub(): Promise<HubClient> {
    const known = this.knownHub();
    const keyPair = known ? undefined : await this.quietWallet();
    return known ?? this.client(keyPair ? { keyPair } : {});
  }

  /** The hub, for what is one's own: with a session or an API key where there is one, else signed by the wallet. */
  async accountHub(): Promise<HubClient> {
    return this.knownHub() ?? this.signedHub();
  }

  /** The wallet's session with the hub, signed in or not. */
  ownSession(identity: string) {
    const hubSession = sessionAt({ ...this.hubAddress, identity });
    return { ...this.hubAddress, tokens: hubSession.tokens, hubSession };
  }

  /** Forgets the tokens of a session that has ended, if it is the wallet's. */
  forget(id: string): void {
    const tokens = this.knownSession()?.tokens;
    if (tokens?.load()?.session === id) tokens.save(undefined);
  }

  /** Identity of the wallet that is used; nothing is opened. */
  get walletIdentity(): string {
    return readWallet(this.walletName).identity;
  }

  /** The hub, with requests signed by the wallet. */
  async signedHub(): Promise<HubClient> {
    const { keyPair } = await this.wallet();
    return this.client({ keyPair });
  }

  /** Name of the wallet that is used. */
  get walletName(): string {
    const name = this.options.wallet ?? this.profile.wallet;
    if (name) return name;
    throw new CliError("NO_WALLET_CHOSEN", "No wallet is chosen.", "Give --wallet NAME, or `qubix wallet use NAME`.");
  }

  async wallet(): Promise<OpenWallet> {
    this.opened.wallet ??= await this.walletNamed(this.walletName);
    return this.opened.wallet;
  }

  /** Opens a wallet with its passphrase. */
  async walletNamed(name: string): Promise<OpenWallet> {
    return openWallet(name, await passphraseFor(name, this.options.passphraseFile));
  }

  /** Calls of the contract, signed by the wallet or another key. */
  async caller(keyPair?: KeyPair): Promise<ContractCaller> {
    const { contract, tickOffset } = this.profile.network;
    return {
      node: this.node,
      contractIndex: contract.index,
      keyPair: keyPair ?? (await this.wallet()).keyPair,
      tickOffset,
      onSigned: ({ id, tick }) => this.printer.progress(`Signed ${id} for tick ${tick}.`),
    };
  }

  /** @throws CliError where --curl has found nothing to print */
  checkCurl(): void {
    if (!this.options.curl || this.paper.printed.size > 0) return;
    throw new CliError("NOTHING_TO_PRINT", "This command sends no request to the hub.", "Call it without --curl.");
  }

  async close(): Promise<void> {
    await this.opened.node?.close();
  }

  private client(who: Partial<HubClientOptions>): HubClient {
    const options = { ...this.hubAddress, ...who };
    return this.options.curl ? new CurlClient(options, this.paper) : new HubClient(options);
  }

  private get hubAddress() {
    return { url: this.hubUrl, network: this.profile.network.id };
  }

  /** The hub for somebody whom it knows already. */
  private knownHub(): HubClient | undefined {
    const apiKey = apiKeyOfEnvironment();
    if (apiKey) return this.client({ apiKey });
    const session = this.knownSession();
    return session?.tokens.load() && this.client({ session });
  }

  /** The session of the wallet, if there is a wallet; signed in or not. */
  private knownSession(): HubSession | undefined {
    const name = this.options.wallet ?? this.profile.wallet;
    if (name === undefined || !walletExists(name)) return undefined;
    return this.ownSession(readWallet(name).identity).hubSession;
  }

  /** The wallet's key pair, if it is open or its passphrase is known without asking. */
  private async quietWallet(): Promise<KeyPair | undefined> {
    const name = this.options.wallet ?? this.profile.wallet;
    if (this.opened.wallet === undefined) {
      const passphrase = name && walletExists(name) ? knownPassphrase(name, this.options.passphraseFile) : undefined;
      if (name && passphrase !== undefined) this.opened.wallet = await openWallet(name, passphrase);
    }
    return this.opened.wallet?.keyPair;
  }
}

import { type ContractCaller, HubClient } from "@qubix/client";
import { type ContractReader, contractReader } from "@qubix/contract";
import { type KeyPair, TcpClient } from "@qubix/qubic";
import type { CommonOptions } from "../commands/define-command.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT, type ExitCode } from "../output/exit-codes.ts";
import type { Printer } from "../output/printer.ts";
import { passphraseFor } from "./passphrase.ts";
import { type Profile, readProfile } from "./profile.ts";
import { type OpenWallet, openWallet } from "./wallets.ts";

/** What one command works with: profile, node, hub and wallet, each opened when it is first asked for. */
export class Session {
  /** The command's exit code, when it ends without an error. */
  exitCode: ExitCode = EXIT.ok;
  private opened: { profile?: Profile; node?: TcpClient; wallet?: OpenWallet } = {};

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
    this.opened.node ??= new TcpClient(this.profile.network.nodes[0]!);
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

  /** The hub, for requests that need no signature. */
  get hub(): HubClient {
    return new HubClient({ url: this.hubUrl, network: this.profile.network.id });
  }

  /** The hub, with requests signed by the wallet. */
  async signedHub(): Promise<HubClient> {
    const { keyPair } = await this.wallet();
    return new HubClient({ url: this.hubUrl, network: this.profile.network.id, keyPair });
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

  async close(): Promise<void> {
    await this.opened.node?.close();
  }
}

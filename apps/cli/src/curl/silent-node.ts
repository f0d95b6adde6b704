import { TcpClient } from "@qubix/qubic";
import { CliError } from "../output/cli-error.ts";

/** A node that is asked, but never given anything: with --curl nothing is changed. */
export class SilentNode extends TcpClient {
  override async broadcastTransaction(): Promise<never> {
    throw new CliError(
      "NOT_OVER_HTTP",
      "This command hands its transaction to a node, not to the hub: curl can't do that.",
      "Call it without --curl.",
    );
  }
}

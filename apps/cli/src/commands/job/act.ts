import { callFee, explainCall, freshNonce } from "@qubix/client";
import { type ContractCall, call, NO_SLOT, query } from "@qubix/contract";
import { fromHex } from "@qubix/protocol";
import { contractPublicKey, signTransaction } from "@qubix/qubic";
import type { Command } from "commander";
import { CliError } from "../../output/cli-error.ts";
import { EXIT } from "../../output/exit-codes.ts";
import { defineCommand } from "../define-command.ts";

type JobCall = (job: { jobKey: Uint8Array; jobSlot: number; nonce: bigint }) => ContractCall;

/** `qubix job cancel|accept|claim`: signed here, relayed by the hub. */
export function actCommands(job: Command): void {
  define(
    job,
    "cancel",
    "cancelJob",
    call.cancelJob,
    "Cancel a job. Accepted attempts get their base share, the rest comes back.",
  );
  define(
    job,
    "accept",
    "acceptJob",
    call.acceptResult,
    "Accept the result: closes the dispute window and pays at once.",
  );
  define(job, "claim", "claimJob", call.claimTimeout, "End a job whose time has passed. Anybody can.");
}

/** Ticks that the three rungs of a ladder name beyond the network's offset. */
const LADDER = [0, 4, 8];

function define(
  job: Command,
  name: string,
  route: "cancelJob" | "acceptJob" | "claimJob",
  make: JobCall,
  summary: string,
): void {
  defineCommand(job, {
    usage: `${name} <key>`,
    summary,
    examples: [`job ${name} 0123…cdef`, `job ${name} 0123…cdef --json`],
    async run(session, _, key) {
      const found = await query.getJob(session.contract, { jobKey: fromHex(key!), jobSlot: NO_SLOT });
      if (!found.found) {
        const hint = "It is over, or never was there: `qubix job get KEY`, `qubix job receipt KEY`.";
        throw new CliError("JOB_NOT_ON_CHAIN", "The contract has no such job any more.", hint, EXIT.refused);
      }
      const caller = await session.caller();
      const { keyPair, node, contractIndex, tickOffset } = caller;
      const amount = await callFee(caller);
      const contractCall = make({ jobKey: fromHex(key!), jobSlot: found.jobSlot, nonce: freshNonce() });
      await explainCall(caller, contractCall, amount);
      const { tick } = await node.tickInfo();
      const destination = contractPublicKey(contractIndex);
      const transactions = LADDER.map((later) =>
        signTransaction({ ...contractCall, destination, amount, tick: tick + tickOffset + later }, keyPair),
      );
      const body = { transactions: transactions.map(({ bytes }) => Buffer.from(bytes).toString("hex")) };
      const answer = await session.hub.call(route, { params: { key: key! }, body });
      session.printer.result(answer, () => `Sent. The job is ${answer.state}; watch it: qubix job wait ${key}`);
    },
  });
}

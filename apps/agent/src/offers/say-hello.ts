import { setTimeout as sleep } from "node:timers/promises";
import { HubError, isTransient } from "@qubix/client";
import type { AgentWelcome, MachineDescription } from "@qubix/protocol";
import type { Services } from "../services.ts";

const RETRY_MS = 250;
const PATIENCE_MS = 180_000;

/** Announces the machine. A hub sees a new provider a few ticks later than the chain has it, and may just be starting:
 * so asks again for some minutes. @throws HubError */
export async function sayHello(
  { hub, provider, log }: Pick<Services, "hub" | "provider" | "log">,
  machine: MachineDescription,
): Promise<AgentWelcome> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await hub.call("agentHello", { body: { provider: provider.slot, machine } });
    } catch (error) {
      const passing = isTransient(error) || (error instanceof HubError && error.code === "PROVIDER_NOT_FOUND");
      if (!passing || performance.now() > deadline) throw error;
      log.info("the hub is not ready for this agent yet", { reason: (error as Error).message });
      await sleep(RETRY_MS);
    }
  }
}

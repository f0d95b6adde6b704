import type { Session } from "../context/session.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import type { PinnedModel } from "./build-spec.ts";

/** A published model with the runtime to pin: the one that most connected machines have. @throws CliError */
export async function findModel(session: Session, text: string): Promise<PinnedModel & { slot: number }> {
  const [namespace, name, ...rest] = text.split("/");
  if (!namespace || !name || rest.length > 0) {
    throw new CliError("INVALID_NAME", `"${text}" is not NAMESPACE/NAME.`, "See `qubix model list`.");
  }
  const model = await session.hub.call("getModel", { params: { namespace, name } });
  if (!model.chain?.active) {
    const hint = "Ask its creator; `qubix model list` shows what can be used.";
    throw new CliError("MODEL_NOT_ON_CHAIN", `${text} is not offered on the chain.`, hint, EXIT.refused);
  }
  return { manifest: model.digest, namespace, name, runtime: await commonRuntime(session), slot: model.chain.slot };
}

async function commonRuntime(session: Session): Promise<string> {
  const { items } = await session.hub.call("listProviders", { query: { limit: 200 } });
  const counts = new Map<string, number>();
  for (const runtime of items.flatMap(({ machines }) => machines.flatMap(({ runtimes }) => runtimes))) {
    counts.set(runtime, (counts.get(runtime) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  if (best) return best[0];
  const hint = "Wait until a provider for onnx jobs connects: `qubix job submit` again later.";
  throw new CliError("NO_RUNTIME", "No machine that runs models is connected to this hub.", hint, EXIT.refused);
}

import { commonRuntime } from "@qubix/client";
import type { TensorSchema } from "@qubix/protocol";
import { readModelName } from "../context/model-name.ts";
import type { Session } from "../context/session.ts";
import { CliError } from "../output/cli-error.ts";
import { EXIT } from "../output/exit-codes.ts";
import type { PinnedModel } from "./build-spec.ts";

/** A model that can be run, with what goes in and comes out. */
export type FoundModel = PinnedModel & { inputs: TensorSchema[] };

/** A published model with the runtime to pin: the one that most connected machines have. @throws CliError */
export async function findModel(session: Session, text: string): Promise<FoundModel> {
  const { namespace, name } = readModelName(text);
  const model = await session.hub.call("getModel", { params: { namespace, name } });
  if (!model.chain?.active) {
    const hint = "Ask its creator; `qubix model list` shows what can be used.";
    throw new CliError("MODEL_NOT_ON_CHAIN", `${text} is not offered on the chain.`, hint, EXIT.refused);
  }
  const runtime = await runtimeOf(session);
  return { manifest: model.digest, namespace, name, runtime, slot: model.chain.slot, inputs: model.manifest.inputs };
}

/** @throws CliError where no machine has any */
async function runtimeOf(session: Session): Promise<string> {
  const best = await commonRuntime(session.hub);
  if (best !== undefined) return best;
  const hint = "Wait until a provider for onnx jobs connects: `qubix job submit` again later.";
  throw new CliError("NO_RUNTIME", "No machine that runs models is connected to this hub.", hint, EXIT.refused);
}

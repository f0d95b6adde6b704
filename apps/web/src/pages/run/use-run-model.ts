import { commonRuntime } from "@qubix/client";
import type { ModelDocument } from "@qubix/protocol";
import { useQuery } from "@tanstack/react-query";
import { useHub } from "../../hub/hub-provider.tsx";
import { modelNameParts } from "./model-name.ts";

/** A model that is to be run, with the runtime to pin; `runtime` is missing where no machine has one. */
export interface RunModel {
  model: ModelDocument;
  runtime: string | undefined;
}

/** Reads a model by `namespace/name`; nothing is read while the name is empty. */
export function useRunModel(name: string) {
  const hub = useHub();
  const params = modelNameParts(name);
  return useQuery({
    queryKey: ["run-model", name],
    queryFn: async ({ signal }): Promise<RunModel> => {
      const [model, runtime] = await Promise.all([
        hub.call("getModel", { params: params!, signal }),
        commonRuntime(hub),
      ]);
      return { model, runtime };
    },
    enabled: params !== undefined,
  });
}

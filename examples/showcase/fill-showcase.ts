import { publishDigits } from "./publish-digits.ts";
import { runJobs } from "./run-jobs.ts";
import { type Scene, setScene } from "./set-scene.ts";

export interface ShowcaseOptions {
  /** Ends it where it is; the next call goes on. */
  signal?: AbortSignal;
  /** Told what has been reached. */
  onProgress?: (what: string) => void;
}

/**
 * Gives a local network something to look at: a creator publishes a model, and a requester has jobs run, all by real
 * transactions. What is there already is left as it is, so that it may be called at each start.
 * @throws HubError, SendError, RefusedCallError, WaitTimeoutError
 */
export async function fillShowcase(
  localnet: Scene["localnet"],
  { signal = new AbortController().signal, onProgress = () => {} }: ShowcaseOptions = {},
): Promise<void> {
  const scene = await setScene(localnet, signal, onProgress);
  await runJobs(scene, await publishDigits(scene));
}

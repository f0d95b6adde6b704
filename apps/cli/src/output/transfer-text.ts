import type { Progress } from "@qubix/client";

const MIB = 1024 * 1024;
const BAR = 20;

/**
 * Says how far a transfer is: a bar, percent, sizes, and the speed since the first call.
 * @param name what is on its way
 */
export function transferText(name: string): (progress: Progress) => string {
  const begun = performance.now();
  let first: number | undefined;
  return ({ done, size }) => {
    first ??= done;
    const share = size === 0 ? 1 : done / size;
    const filled = Math.floor(share * BAR);
    const bar = `[${"#".repeat(filled)}${".".repeat(BAR - filled)}]`;
    const speed = ((done - first) / Math.max(1, performance.now() - begun)) * 1000;
    return `${name} ${bar} ${Math.floor(share * 100)} %  ${mib(done)} of ${mib(size)}  ${mib(speed)}/s`;
  };
}

const mib = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;

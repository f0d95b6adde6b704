/** Keys under which heartbeats live in the store's presence. */
export function machineKey(provider: number, machine: string): string {
  return `machine:${provider}:${machine}`;
}

export function attemptKey(jobKey: string, attempt: number): string {
  return `attempt:${jobKey}:${attempt}`;
}

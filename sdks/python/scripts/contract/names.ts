export const HEADER = "# Generated from contracts/Qubix.h by scripts/write-contract.ts. Do not edit.\n";

/** createFeeNow → create_fee_now */
export function snakeCase(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase();
}

/** HubRegistered → HUB_REGISTERED */
export function screaming(name: string): string {
  return snakeCase(name).toUpperCase();
}

/** CreateJob_input → CreateJobInput */
export function className(struct: string): string {
  return struct.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

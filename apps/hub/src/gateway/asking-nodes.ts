import { QubicError } from "@qubix/qubic";
import { Problem } from "../problem.ts";

/** What nodes answered. @throws Problem NODE_UNREACHABLE, CONTRACT_CALL_FAILED instead of their own errors */
export async function askingNodes<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof QubicError)) throw error;
    const code = error.code === "CONTRACT_CALL_FAILED" ? "CONTRACT_CALL_FAILED" : "NODE_UNREACHABLE";
    throw new Problem(code, error.message);
  }
}

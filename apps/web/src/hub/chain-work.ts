// What reads and writes the chain's own formats, in a chunk of its own: it is loaded when somebody acts or checks.
export { actOnJob, explainCall, HubNode, planCreateJob, submitJob, topUpJob } from "@qubix/client";

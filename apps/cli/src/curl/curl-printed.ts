import { HubError } from "@qubix/client";

/** The end of a command with `--curl`: what follows would need the answer to a request that isn't sent. */
export class CurlPrinted extends HubError {
  constructor() {
    // A status that nobody repeats a request for.
    super("CURL_PRINTED", 499, "The request was printed instead of being sent.", "Send it with curl.");
  }
}

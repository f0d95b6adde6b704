/** Version of the devnet. */
export const VERSION = "0.1.0";

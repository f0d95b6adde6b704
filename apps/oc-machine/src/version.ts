/** Version of the OC machine. */
export const VERSION = "0.1.0";

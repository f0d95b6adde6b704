/** Version of the agent, as hubs see it. */
export const VERSION = "0.1.0";

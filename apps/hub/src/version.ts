/** This hub's version, as it tells agents and clients. */
export const VERSION = "0.1.0";

export { backoffDelay } from "./backoff.ts";
export { type RpcBalance, RpcClient, type RpcClientOptions } from "./rpc-client.ts";
export { TcpClient, type TcpClientOptions } from "./tcp-client.ts";

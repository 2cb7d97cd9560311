import type { HttpEndpoint } from "@cosmjs/tendermint-rpc";

/**
 * Where a client reaches a node: by a new connection for every request. A node closes idle ones, and a process that
 * was busy meanwhile sends its next request into a closed one.
 */
export const endpoint = (rpc: string): HttpEndpoint => ({ url: rpc, headers: { connection: "close" } });

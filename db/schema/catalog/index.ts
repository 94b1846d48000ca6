/** Every table of the catalog: the directory, the moves that change it, and the heartbeat of the service. */
export * from "./directory.ts";
export * from "./heartbeats.ts";
export * from "./moves.ts";

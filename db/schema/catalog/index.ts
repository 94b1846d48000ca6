/** Every table of the catalog: the directory, and the moves that change it. */
export * from "./directory.ts";
export * from "./moves.ts";

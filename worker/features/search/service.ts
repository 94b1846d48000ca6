/**
 * The door of the search for people: what a text looks for, and the conditions that find it.
 */
export { type Sought, soughtIn } from "./rules.ts";
export { idsSaid, isSaid, isSaidByWord } from "./store.ts";

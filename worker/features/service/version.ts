/** The product's version, as package.json has it; a test keeps the two equal, for the bundle does not carry that file. */
export const VERSION = "0.1.0";

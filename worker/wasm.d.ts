/** A WebAssembly file is imported as a compiled module, as Workers demand it. */
declare module "*.wasm" {
	const module: WebAssembly.Module;
	export default module;
}

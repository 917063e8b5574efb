export { load, type LoadOptions } from "./load.ts";
export type { LoadedApp } from "./loaded_app.ts";

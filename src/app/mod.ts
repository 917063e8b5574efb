export { jsonSchema } from "./json_schema.ts";
export { load, type LoadOptions } from "./load.ts";
export type { LoadedApp } from "./loaded_app.ts";
export { permissionsOf, usersOf } from "./permissions_of.ts";
export { prepare, reportWithoutEffect, selfStarting, type Startable, startables, startNotes } from "./prepare.ts";
export { type Observer, run, type RunningApp, type RunOptions } from "./run.ts";
export { type ServiceState, type ShutdownReport, StartError, type StateChange } from "../supervisor/mod.ts";

export type { Lifecycle, RestartPolicy } from "./lifecycle.ts";
export type { Service } from "./service.ts";
export type { ServiceState, State, StateChange } from "./state.ts";
export { StartError } from "./start_error.ts";
export { type ShutdownReport, Supervisor, type SupervisorOptions } from "./supervisor.ts";

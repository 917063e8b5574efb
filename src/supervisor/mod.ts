export type { Lifecycle, RestartPolicy } from "./lifecycle.ts";
export type { Service } from "./service.ts";
export type { ServiceState, State, StateChange } from "./state.ts";
export { type ShutdownReport, StartError, Supervisor, type SupervisorOptions } from "./supervisor.ts";

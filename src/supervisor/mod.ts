export type { Lifecycle, RestartPolicy } from "./lifecycle.ts";
export type { Service } from "./service.ts";
export { type ShutdownReport, Supervisor, type SupervisorOptions } from "./supervisor.ts";

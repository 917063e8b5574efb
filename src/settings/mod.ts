export { durationField } from "./duration_field.ts";
export { VERSIONING_BEHAVIORS, VERSIONING_BEHAVIORS_TEXT, workerOptions } from "./worker_options.ts";
export { type WorkerOptions, type WorkerSettings, workerSettings } from "./worker_settings.ts";

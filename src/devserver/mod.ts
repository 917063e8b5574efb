export { cacheFolder } from "./cache_folder.ts";
export { type DevServer, type DevServerOptions, startDevServer } from "./dev_server.ts";
export { DevServerError } from "./dev_server_error.ts";
export { freePort } from "./free_port.ts";
export { type Presence, probe } from "./probe.ts";
export { type OnProgress, type Progress } from "./progress.ts";
export { progressPrinter } from "./progress_printer.ts";
export { temporalCli, type TemporalCliOptions } from "./temporal_cli.ts";

export { type Build, build, type OperatingSystem } from "./build.ts";
export { environment, type SystemEnvironment } from "./environment.ts";
export {
  isAccessDenied,
  isAddressInUse,
  isAlreadyThere,
  isBrokenPipe,
  isFolderError,
  isMissingPermission,
  isNotAFolder,
  isNotFound,
  isStorageFault,
  missingPermission,
  systemErrorText,
} from "./errors.ts";
export { type FileInfo, type Files, files, type FolderEntry, type OpenFile, type OpenOptions } from "./files.ts";
export { createHttpClient, type HttpClient, type HttpClientOptions } from "./http_client.ts";
export { type Listener, type Network, network } from "./network.ts";
export { isGranted, type Permission } from "./permissions.ts";
export { type ChildOutput, type ChildProcess, type Processes, processes, type SpawnOptions } from "./processes.ts";
export { type Program, program } from "./program.ts";
export { type Signals, signals, type StopSignal } from "./signals.ts";
export { type ConsoleSize, consoleSize, type OutputStream, type StandardStreams, standardStreams } from "./terminal.ts";

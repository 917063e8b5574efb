export { type IoCommand, ioEffect, ioModule } from "./io.ts";
export { StreamTerminal, type TerminalStreams } from "./stream_terminal.ts";
export type { Terminal } from "./terminal.ts";

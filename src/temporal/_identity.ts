import { program } from "../platform/mod.ts";

/** What the server notes as the caller. */
export const IDENTITY = `${program.pid}@${program.hostname()}`;

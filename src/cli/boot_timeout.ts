/** Milliseconds after which a command gives up a server that cannot be reached: somebody waits for its result. */
export const BOOT_TIMEOUT = 10_000;

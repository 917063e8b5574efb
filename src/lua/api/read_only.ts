/** What code hears that tries to change something while it may only look: see {@linkcode Scheduler.read}. */
export const READ_ONLY = "queries and validators may only read: they cannot wait, start or change anything";

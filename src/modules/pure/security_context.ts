import { ascii } from "../../base/mod.ts";

/**
 * The context value that is not the script's: who acts, and under which policies, as callers have handed it down in the
 * header `wippy-security` (spec/temporal-activities.md §7). It travels with the other values, and scripts cannot name it.
 */
export const SECURITY_CONTEXT = ascii("\0security");

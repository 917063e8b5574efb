import { z } from "zod";

/** A `registry.entry` holds any data. */
export const schema = z.record(z.string(), z.unknown());

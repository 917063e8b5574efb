import { z } from "zod";

/** An `ns.definition` says of a namespace whatever its author likes. */
export const schema = z.record(z.string(), z.unknown());

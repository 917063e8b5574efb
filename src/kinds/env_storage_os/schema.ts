import { z } from "zod";

/** An `env.storage.os` has no fields. */
export const schema = z.strictObject({});

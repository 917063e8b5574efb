import { z } from "zod";

/** An `env.storage.memory` has no fields. */
export const schema = z.strictObject({});

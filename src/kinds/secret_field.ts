import { z } from "zod";
import { Secret } from "../base/mod.ts";

/** Text that is never shown. */
export const secretField = z.string().transform((text) => new Secret(text));

import { z } from "zod";
import { storeFields } from "../store_fields.ts";

/** Fields of a `store.memory`. */
export const schema = z.strictObject(storeFields());

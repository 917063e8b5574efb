import { z } from "zod";
import { requiredText } from "../fields.ts";
import { storeFields } from "../store_fields.ts";

/** Fields of a `store.file`. */
export const schema = z.strictObject({
  /** Relative to the application folder. */
  file_path: requiredText("file path must not be empty"),
  ...storeFields(),
});

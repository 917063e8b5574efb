import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { requiredText } from "../fields.ts";
import { storeFields } from "../store_fields.ts";

/** Fields of a `store.file`. */
export const schema = z.strictObject({
  file_path: field(
    "path of the file, relative to the folder of the application; the first use makes the file, but not its folder",
    requiredText("file path must not be empty"),
  ),
  ...storeFields(),
});

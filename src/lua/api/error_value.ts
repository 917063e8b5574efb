import { type AppError } from "../../base/mod.ts";
import { Userdata, type UserdataType } from "./userdata.ts";
import { errorType } from "./error_type.ts";

/** An {@linkcode AppError} in a script's hands: the error objects of spec/lua-modules.md §3. */
export class ErrorValue extends Userdata {
  override readonly type: UserdataType = errorType;

  constructor(readonly error: AppError) {
    super();
  }
}

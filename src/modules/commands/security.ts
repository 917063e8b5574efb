import { ascii, type ByteString, type Data, isByteString } from "../../base/mod.ts";
import { badArgument, type LuaContext, type LuaValue, tableArgument } from "../../lua/api/mod.ts";
import { SECURITY_CONTEXT } from "../pure/mod.ts";
import { contextData } from "./context_data.ts";

type Values = ReadonlyMap<ByteString, Data>;

/*
 * Who acts and under which policies: data that is handed down with every call and start, and that nothing here checks
 * (spec/temporal-activities.md §7).
 */

/** Values with another actor: `with_actor{id = …, meta = {…}}`. */
export function withActor(values: Values, args: LuaValue[], context: LuaContext): Values {
  const actor = contextData(tableArgument(args, 1, "with_actor"), context);
  if (!isByteString(actor.get(ascii("id")))) throw badArgument(1, "with_actor", "field 'id' must be a text");
  const { meta = new Map() } = { meta: actor.get(ascii("meta")) };
  return withField(
    values,
    context,
    ascii("actor"),
    new Map<ByteString, Data>([[ascii("id"), actor.get(ascii("id"))!], [ascii("meta"), meta]]),
  );
}

/** Values with other policies: `with_scope{"app:policy", …}`. */
export function withScope(values: Values, args: LuaValue[], context: LuaContext): Values {
  const table = tableArgument(args, 1, "with_scope");
  const policies = [...table.entries()].map(([, policy]) => policy);
  if (!policies.every(isByteString)) {
    throw badArgument(1, "with_scope", "policies must be texts");
  }
  return withField(values, context, ascii("policies"), policies);
}

/** What the caller itself was handed stays, but for that field. */
function withField(values: Values, { world }: LuaContext, name: ByteString, value: Data): Values {
  const known = values.get(SECURITY_CONTEXT) ?? world.contextValues?.get(SECURITY_CONTEXT);
  const fields = new Map<ByteString, Data>([...known instanceof Map ? known : [], [name, value]]);
  return new Map<ByteString, Data>([...values, [SECURITY_CONTEXT, fields]]);
}

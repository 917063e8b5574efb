import { type Data, errorText, invalid, text } from "../../base/mod.ts";
import { createRequire } from "node:module";
import { re2 } from "./regular_expression.ts";
import { plainValue } from "./plain_value.ts";

const require = createRequire(import.meta.url);

type Ajv = import("ajv").default;
type Validate = import("ajv").ValidateFunction;

/** Schemas that were compiled last; compiling takes a hundred times as long as checking. */
const MOST_SCHEMAS = 200;
/** To so many places a quotient must be whole for `multipleOf`: 19.99 is a multiple of 0.01, though not in binary. */
const DECIMAL_PLACES = 9;
const compiled = new Map<string, Validate>();

/**
 * Checks a value against a JSON Schema: draft 2020-12, or the draft 6, 7 or 2019-09 that `$schema` names. Formats are checked,
 * references to other documents are not followed, and patterns run in linear time.
 *
 * @param schemaText the schema as JSON, which is also what its compiled form is kept by
 * @throws {AppError} kind Invalid when the schema is none, or the value does not fit
 */
export function checkSchema(schemaText: string, schema: Data, value: Data): void {
  const validate = compiled.get(schemaText) ?? compile(schema);
  compiled.delete(schemaText);
  compiled.set(schemaText, validate);
  if (compiled.size > MOST_SCHEMAS) compiled.delete(compiled.keys().next().value!);
  if (validate(plainValue(value))) return;
  const { instancePath, message = "does not fit", params } = validate.errors![0]!;
  const extra = "additionalProperty" in params ? ` ("${params.additionalProperty}")` : "";
  throw invalid(text`value${instancePath} ${message}${extra}`);
}

function compile(schema: Data): Validate {
  const document = plainValue(schema);
  if (typeof document !== "boolean" && (document === null || typeof document !== "object" || Array.isArray(document))) {
    throw invalid("invalid schema: it must be an object or a boolean");
  }
  try {
    return makeAjv(document).compile(document as object | boolean);
  } catch (error) {
    throw invalid(text`invalid schema: ${errorText(error)}`);
  }
}

/** A fresh one per schema: ids in one must not collide with those in another. */
function makeAjv(schema: unknown): Ajv {
  const dialect = schema instanceof Object && "$schema" in schema ? String(schema.$schema) : "";
  const { default: Draft } = ajvOf(dialect);
  const { default: addFormats } = require("ajv-formats") as typeof import("ajv-formats");
  const ajv = new Draft({
    strict: false,
    addUsedSchema: false,
    logger: false,
    multipleOfPrecision: DECIMAL_PLACES,
    code: { regExp: linearRegExp },
  });
  if (dialect.includes("draft-06")) ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  if (dialect !== "" && ajv.getSchema(dialect) === undefined) {
    throw new Error(`"$schema" names "${dialect}", which is none of the drafts 6, 7, 2019-09 and 2020-12`);
  }
  addFormats.default(ajv);
  return ajv;
}

function ajvOf(dialect: string): typeof import("ajv") {
  if (/draft-0[67]/.test(dialect)) return require("ajv");
  return dialect.includes("2019-09") ? require("ajv/dist/2019") : require("ajv/dist/2020");
}

/** How ajv makes its patterns; what needs backtracking, such as `(?=…)`, is refused as the schema's fault. */
const linearRegExp = Object.assign(
  (pattern: string) => {
    const { RE2JS } = re2();
    const expression = RE2JS.compile(RE2JS.translateRegExp(pattern));
    // ajv tells patterns apart by this text.
    return { test: (text: string) => expression.matcher(text).find(), toString: () => `/${pattern}/` };
  },
  { code: "linearRegExp" },
);

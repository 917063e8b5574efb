import { type Collector, type DiagnosticCode, type ReportOptions, type SourceRange } from "../diagnostics/mod.ts";
import { asList, asMap, toPlainObject, type Tree, type TreeMap } from "./_tree.ts";
import type { DataPath, Entry } from "./entry.ts";
import type { FilledField } from "./filled_data.ts";

const ENVELOPE: readonly unknown[] = ["name", "kind", "meta"];

/** Where an entry comes from. */
export interface EntryOrigin {
  readonly file: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** The entry's map. */
  readonly tree: Tree;
  /** Keys of the map that are neither envelope nor data. */
  readonly reserved: readonly string[];
  /** The `meta` of the file. */
  readonly fileMeta: Tree | undefined;
}

/** Where a value that does not stand in the entry comes from. */
export interface ValueOrigin {
  /** What messages about the value begin with: `Override "app:worker:task_queue"`. */
  readonly label: string;
  /** Its place; undefined when it was given on the command line. */
  readonly range?: SourceRange;
}

/** An entry while it is being loaded: overrides and `file://` values change it. */
export class RegistryEntry implements Entry {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly file: string;
  kind: string;
  readonly meta: Record<string, unknown>;
  readonly data: Record<string, unknown>;
  #fields: TreeMap;
  #explicitData: boolean;
  #files = new Map<string, string>();
  #overrides = new Map<string, ValueOrigin>();
  #damaged = new Set<string>();
  #filled = new Map<string, FilledField>();

  constructor({ file, namespace, name, kind, tree, reserved, fileMeta }: EntryOrigin) {
    this.id = `${namespace}:${name}`;
    this.namespace = namespace;
    this.name = name;
    this.file = file;
    this.kind = kind;
    const own = asMap(tree)!;
    const meta = asMap(own.get("meta")) ?? new Map<string, Tree>();
    const merged = new Map([...asMap(fileMeta) ?? [], ...meta]);
    this.meta = toPlainObject(merged);
    this.#fields = fileMeta ? new Map([...own, ["meta", { ...(own.get("meta") ?? fileMeta), content: merged }]]) : own;
    this.#explicitData = own.has("data");
    this.data = toPlainObject(
      this.#explicitData
        ? asMap(own.get("data")) ?? new Map<string, Tree>()
        : new Map([...own].filter(([key]) => !reserved.includes(key))),
    );
  }

  locate(path: DataPath, key = false): SourceRange {
    let nearest = this.#fields.get("name")!.range;
    const origin = this.overrideAt(path);
    if (origin) return origin.range ?? nearest;
    const steps = this.#canonical(path);
    let tree: Tree | undefined;
    for (const step of steps[0] === "data" && !this.#explicitData ? steps.slice(1) : steps) {
      tree = tree === undefined
        ? this.#fields.get(String(step))
        : asMap(tree)?.get(String(step)) ?? asList(tree)?.[Number(step)];
      if (!tree) return nearest;
      nearest = tree.key ?? tree.range;
    }
    return tree && !key ? tree.range : nearest;
  }

  sourceFile(path: DataPath): string | undefined {
    return this.#files.get(this.#keyOf(path));
  }

  filledField(path: DataPath): FilledField | undefined {
    return this.#prefixOf(path, (key) => this.#filled.get(key));
  }

  /** Notes which fields were filled. */
  setFilled(fields: readonly FilledField[]): void {
    this.#filled = new Map(fields.map((field) => [this.#keyOf(["data", ...field.path]), field]));
  }

  /** Replaces the value at a path that exists with the text of a file. */
  setFile(path: DataPath, file: string, text: string): void {
    this.#files.set(this.#keyOf(path), file);
    this.#set(path, text);
  }

  /** Writes a value that does not stand in the entry, creating maps on the way. */
  override(path: DataPath, value: unknown, origin: ValueOrigin): void {
    this.#overrides.set(this.#keyOf(path), origin);
    for (const made of this.#set(path, value)) this.#overrides.set(this.#keyOf(made), origin);
  }

  overrideKind(kind: string, origin: ValueOrigin): void {
    this.kind = kind;
    this.#overrides.set("kind", origin);
  }

  /** Notes that a fault of the value at a path is reported already. */
  damage(path: DataPath): void {
    this.#damaged.add(this.#keyOf(path));
  }

  get isDamaged(): boolean {
    return this.#damaged.size > 0;
  }

  /** Paths of the damaged values, from the entry's data. */
  get damagedData(): DataPath[] {
    return [...this.#damaged].map((key) => key.split("\0")).flatMap(([head, ...rest]) => head === "data" ? [rest] : []);
  }

  /** Whether a fault at that place would only follow from one that is reported already. */
  isDamagedAt(path: DataPath): boolean {
    return this.#prefixOf(path, (key) => this.#damaged.has(key) || undefined) ?? false;
  }

  /** What set the value at a path, or a value around it, when it does not stand in the entry. */
  overrideAt(path: DataPath): ValueOrigin | undefined {
    return this.#prefixOf(path, (key) => this.#overrides.get(key));
  }

  /** Reports a fault of the value at a path, where the value comes from. */
  report(
    collector: Collector,
    path: DataPath,
    code: DiagnosticCode,
    message: string,
    { key = false, ...options }: ReportOptions & { key?: boolean } = {},
  ): void {
    const origin = this.overrideAt(path);
    const range = origin ? origin.range : this.locate(path, key);
    const text = origin ? `${origin.label}: ${message}` : message;
    collector.report(range, code, text, { entryId: this.id, ...options });
  }

  /** Paths begin with `kind`, `name`, `meta` or `data`; the last is left out in most. */
  #canonical(path: DataPath): DataPath {
    if (path.length === 0 || ENVELOPE.includes(path[0])) return path;
    return path[0] === "data" && !Object.hasOwn(this.data, "data") ? path : ["data", ...path];
  }

  #keyOf(path: DataPath): string {
    return this.#canonical(path).join("\0");
  }

  #prefixOf<T>(path: DataPath, lookUp: (key: string) => T | undefined): T | undefined {
    const steps = this.#canonical(path);
    for (let length = steps.length; length > 0; length--) {
      const found = lookUp(steps.slice(0, length).join("\0"));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** @returns paths of the maps that were made on the way */
  #set(path: DataPath, value: unknown): DataPath[] {
    const steps = this.#canonical(path);
    const made: DataPath[] = [];
    let at: object = { meta: this.meta, data: this.data };
    for (const [index, step] of steps.slice(0, -1).entries()) {
      const next = Object.getOwnPropertyDescriptor(at, step)?.value;
      if (typeof next !== "object" || next === null) {
        define(at, step, {});
        made.push(steps.slice(0, index + 1));
      }
      at = Object.getOwnPropertyDescriptor(at, step)!.value;
    }
    define(at, steps.at(-1)!, value);
    return made;
  }
}

/** Sets an own property of any name, `__proto__` included. */
function define(target: object, name: string | number, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

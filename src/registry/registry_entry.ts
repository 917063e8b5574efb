import { type DataPath, isAtOrBelow } from "../base/mod.ts";
import { type Collector, type DiagnosticCode, type ReportOptions, type SourceRange } from "../diagnostics/mod.ts";
import type { Entry, FilledField } from "./entry.ts";
import { asMap, type OverrideOrigin, toPlainObject, type Tree, treeAt, treesTo, withTree } from "./tree.ts";

const ENVELOPE: readonly unknown[] = ["name", "kind", "meta"];
const EMPTY: Tree["content"] = new Map<string, Tree>();

/** An entry as it stands in a file. */
export interface WrittenEntry {
  readonly file: string;
  readonly namespace: string;
  readonly name: string;
  /** The entry's map. */
  readonly tree: Tree;
  /** Keys of the map that are neither envelope nor data. */
  readonly reserved: readonly string[];
  /** The `meta` of the file. */
  readonly fileMeta: Tree | undefined;
}

/** The values of an entry after a stage of the load. */
interface Content {
  /** A map of `name`, `kind`, `meta` and `data`. Its values know where they come from; none come from variables. */
  readonly root: Tree;
  /** The fields of the data that variables give. */
  readonly filled: readonly FilledField[];
}

/** An entry while the application is loaded. It never changes: a stage that writes a value makes another entry. */
export class RegistryEntry implements Entry {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly file: string;
  readonly #content: Content;
  #meta: Record<string, unknown> | undefined;
  #data: Record<string, unknown> | undefined;

  private constructor({ file, namespace, name }: Pick<Entry, "file" | "namespace" | "name">, content: Content) {
    this.id = `${namespace}:${name}`;
    this.namespace = namespace;
    this.name = name;
    this.file = file;
    this.#content = content;
  }

  /** The entry as it is written (spec/registry.md §1.1): its map has a text `name` and a text `kind`. */
  static read(written: WrittenEntry): RegistryEntry {
    const { tree, reserved, fileMeta } = written;
    const own = asMap(tree)!;
    const { range } = own.get("name")!;
    const meta = own.get("meta") ?? fileMeta ?? { range, content: EMPTY };
    const data = own.get("data") ??
      { range, content: new Map([...own].filter(([key]) => !reserved.includes(key))) };
    const content = new Map<string, Tree>([
      ["name", own.get("name")!],
      ["kind", own.get("kind")!],
      ["meta", { ...meta, content: new Map([...asMap(fileMeta) ?? [], ...asMap(own.get("meta")) ?? []]) }],
      ["data", asMap(data) ? data : { ...data, content: EMPTY }],
    ]);
    return new RegistryEntry(written, { root: { range, content }, filled: [] });
  }

  get kind(): string {
    return this.#at("kind").content as string;
  }

  get meta(): Readonly<Record<string, unknown>> {
    return this.#meta ??= toPlainObject(asMap(this.#at("meta"))!);
  }

  get data(): Readonly<Record<string, unknown>> {
    return this.#data ??= toPlainObject(asMap(this.dataTree)!);
  }

  /** The data with the places and origins of its values. */
  get dataTree(): Tree {
    return this.#at("data");
  }

  get metaTree(): Tree {
    return this.#at("meta");
  }

  locate(path: DataPath, key = false): SourceRange {
    const steps = this.#canonical(path);
    const trees = treesTo(this.#content.root, steps);
    const nearest = trees.at(-1)!;
    return key || trees.length <= steps.length ? nearest.key ?? nearest.range : nearest.range;
  }

  sourceFile(path: DataPath): string | undefined {
    const origin = treeAt(this.#content.root, this.#canonical(path))?.origin;
    return origin?.type === "file" ? origin.path : undefined;
  }

  filledField(path: DataPath): FilledField | undefined {
    const steps = this.#canonical(path).slice(1);
    return this.#content.filled.findLast((field) => isAtOrBelow(steps, field.path));
  }

  /**
   * The entry with a value laid over it.
   *
   * @param path begins with `kind`, `meta` or `data`; maps that are missing on the way are made
   */
  with(path: DataPath, value: Tree): RegistryEntry {
    return new RegistryEntry(this, { ...this.#content, root: withTree(this.#content.root, path, value) });
  }

  /** The entry that knows which of its fields variables give. */
  withFilled(filled: readonly FilledField[]): RegistryEntry {
    return new RegistryEntry(this, { ...this.#content, filled });
  }

  /**
   * What gave the value at a path, or a value around it, when it does not stand in the entry.
   *
   * @param path begins with `kind`, `meta` or `data`
   */
  overrideAt(path: DataPath): OverrideOrigin | undefined {
    const origins = treesTo(this.#content.root, path).map(({ origin }) => origin);
    const given = origins.map((origin) => origin?.type === "file" ? origin.given : origin);
    return given.findLast((origin) => origin?.type === "override");
  }

  /**
   * Reports a fault of the value at a path, where the value comes from.
   *
   * @param path begins with `kind`, `meta` or `data`
   * @param message a sentence; the name of what gave the value is put before it
   * @param options `key` shows the key instead of the value
   */
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

  #at(part: "kind" | "meta" | "data"): Tree {
    return asMap(this.#content.root)!.get(part)!;
  }

  /** Adds the `data` that paths from outside of this room may leave out. */
  #canonical(path: DataPath): DataPath {
    if (path.length === 0 || ENVELOPE.includes(path[0])) return path;
    return path[0] === "data" && !asMap(this.dataTree)!.has("data") ? path : ["data", ...path];
  }
}

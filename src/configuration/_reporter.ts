import { type Collector, type Diagnostic, quote, type SourceRange, suggest } from "../diagnostics/mod.ts";
import { asList, asMap, type DataPath, type SchemaFault, type Tree } from "../registry/mod.ts";

/** What a {@linkcode Reporter} speaks about. */
export interface Subject {
  /** How messages name the whole: `"lunation.yaml"`. */
  readonly name: string;
  /** The values of the file; undefined when there is none. */
  readonly root: Tree | undefined;
  /** Paths that `--set` wrote. */
  readonly set: readonly DataPath[];
  /** Paths whose fault is reported already. */
  readonly settled: readonly DataPath[];
  /** Severity of unknown keys. */
  readonly unknownKeys: Diagnostic["severity"];
}

/** Tells faults of a configuration, each at the place that the value comes from. */
export class Reporter {
  readonly #subject: Subject;
  readonly #collector: Collector;

  constructor(subject: Subject, collector: Collector) {
    this.#subject = subject;
    this.#collector = collector;
  }

  /** The place of a value, or of the nearest one around it; undefined for what stands in no file. */
  locate(path: DataPath, key = false): SourceRange | undefined {
    if (this.#isSet(path)) return undefined;
    let tree = this.#subject.root;
    for (const step of path) {
      const next = asMap(tree)?.get(String(step)) ?? asList(tree)?.[Number(step)];
      if (!next) break;
      tree = next;
    }
    return key ? tree?.key ?? tree?.range : tree?.range;
  }

  report(fault: SchemaFault): void {
    if (this.#subject.settled.some((path) => path.join("\0") === fault.path.join("\0"))) return;
    if (fault.code === "unknown-key") return this.#reportUnknown(fault);
    const { path, code, message, generated, known } = fault;
    const name = quote(path.join("."));
    const text = generated ? `Invalid ${name}: ${message}` : message;
    const help = code === "invalid-value" && known.length > 0 ? [`Known values: ${known.map(quote).join(", ")}`] : [];
    this.#collector.report(this.locate(path), code, this.#prefixed(path, text), { notes: generated ? [] : help });
  }

  /** Tells of a value that is accepted and does nothing. */
  reportWithoutEffect(path: DataPath, reason: string, notes: readonly string[] = []): void {
    const message = this.#prefixed(path, `${quote(path.join("."))} has no effect: ${reason}`);
    this.#collector.report(this.locate(path, true), "no-effect", message, { severity: "warning", notes });
  }

  #reportUnknown({ path, known }: SchemaFault): void {
    const key = String(path.at(-1));
    const near = suggest(key, known);
    const where = path.length === 1 ? this.#subject.name : quote(path.slice(0, -1).join("."));
    const message = this.#prefixed(path, `Unknown key ${quote(key)} in ${where}`);
    this.#collector.report(this.locate(path, true), "unknown-key", message, {
      severity: this.#isSet(path) ? "error" : this.#subject.unknownKeys,
      notes: [near === undefined ? `Known keys: ${known.map(quote).join(", ")}` : `Did you mean ${quote(near)}?`],
    });
  }

  #isSet(path: DataPath): boolean {
    return this.#subject.set.some((set) => set.every((step, index) => index >= path.length || step === path[index]));
  }

  #prefixed(path: DataPath, message: string): string {
    return this.#isSet(path) ? `--set ${path.join(".")}: ${message}` : message;
  }
}

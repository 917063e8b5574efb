import { type Collector, type Diagnostic, quote, type SourceRange, suggest } from "../diagnostics/mod.ts";
import { type DataPath, filledFaultText, type SchemaFault, type Tree, treesTo } from "../registry/mod.ts";

/** The configuration, or a part of it, whose faults are reported. */
export interface Subject {
  /** How messages name the whole: `"lunation.yaml"`. */
  readonly name: string;
  /** All values, each with its origin. */
  readonly root: Tree;
  /** Severity of unknown keys. */
  readonly unknownKeys: Diagnostic["severity"];
}

/** Reports faults of a configuration, each at the place that the value comes from. */
export class Reporter {
  readonly #subject: Subject;
  readonly #collector: Collector;

  constructor(subject: Subject, collector: Collector) {
    this.#subject = subject;
    this.#collector = collector;
  }

  /**
   * The place of a value, or of the nearest one around it; undefined for a value of `--set`.
   *
   * @param key the place of the key instead
   */
  locate(path: DataPath, key = false): SourceRange | undefined {
    if (this.#isSet(path)) return undefined;
    const tree = treesTo(this.#subject.root, path).at(-1)!;
    return key ? tree.key ?? tree.range : tree.range;
  }

  report(fault: SchemaFault): void {
    const { origin } = treesTo(this.#subject.root, fault.path).at(-1)!;
    const filled = origin?.type === "env" ? origin : undefined;
    if (filled?.hasValue === false) return; // that is reported already
    if (fault.code === "unknown-key") return this.#reportUnknown(fault);
    const { path, code, message, generated, known } = fault;
    const name = quote(path.join("."));
    const text = filled ? filledFaultText(fault, filled) : generated ? `Invalid ${name}: ${message}` : message;
    const help = code === "invalid-value" && known.length > 0 ? [`Known values: ${known.map(quote).join(", ")}`] : [];
    this.#collector.report(this.locate(path), code, this.#prefixed(path, text), { notes: generated ? [] : help });
  }

  /** Warns of a value that is accepted and does nothing. */
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
    return treesTo(this.#subject.root, path).some(({ origin }) => origin?.type === "set");
  }

  #prefixed(path: DataPath, message: string): string {
    return this.#isSet(path) ? `--set ${path.join(".")}: ${message}` : message;
  }
}

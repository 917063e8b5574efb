import { toByteString } from "../../../base/mod.ts";
import type { ChunkName } from "../../api/mod.ts";
import type { FunctionCode } from "./function_code.ts";
import type { Raised } from "./raised.ts";
import { vm } from "./vm.ts";

/** The JavaScript stack at some moment; turned into positions only when they are needed, since that is slow. */
export interface Sites {
  readonly stack: readonly CallSite[];
}

/** What V8's stack trace API says of a frame. */
interface CallSite {
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
  getFunctionName(): string | null;
}

interface V8ErrorConstructor {
  stackTraceLimit: number;
  prepareStackTrace?: (error: Error, sites: CallSite[]) => unknown;
  captureStackTrace(target: object): void;
}

/** A generated script. */
export interface Script {
  readonly functions: readonly FunctionCode[];
  /** The line of the script that `lines` begin with. */
  readonly firstLine: number;
  readonly lines: {
    /** For each line of the script the line of the Lua source. */
    readonly sourceLines: readonly number[];
    /** Those that call a method. */
    readonly methodLines: ReadonlySet<number>;
  };
}

/** Where a Lua function stands. */
interface Place {
  readonly code: FunctionCode;
  readonly line: number;
  /** The function has called a method. */
  readonly method: boolean;
}

const MOST_SITES = 40;
/** Begins the names of generated scripts. */
const SCRIPT_PREFIX = "lua:";
const v8 = Error as unknown as V8ErrorConstructor;
const scripts = new Map<string, WeakRef<Script>>();
const forgotten = new FinalizationRegistry((name: string) => scripts.delete(name));
let scriptCount = 0;

/** Makes the name of a generated script, to stand behind `//# sourceURL=`; the script must be kept alive by its functions. */
export function registerScript(script: Script): string {
  const name = `${SCRIPT_PREFIX}${++scriptCount}`;
  scripts.set(name, new WeakRef(script));
  forgotten.register(script, name);
  return name;
}

/** Takes a picture of the JavaScript stack. */
export function captureSites(): Sites {
  const holder = {};
  const { stackTraceLimit } = v8;
  v8.stackTraceLimit = MOST_SITES;
  v8.captureStackTrace(holder);
  v8.stackTraceLimit = stackTraceLimit;
  return sitesOf(holder);
}

/** The JavaScript stack of an error that V8 has thrown. */
export function sitesOf(error: object): Sites {
  const { prepareStackTrace } = v8;
  v8.prepareStackTrace = (_, sites) => sites;
  try {
    const { stack } = error as { stack: unknown };
    return { stack: Array.isArray(stack) ? stack : [] };
  } finally {
    v8.prepareStackTrace = prepareStackTrace;
  }
}

/** `file.lua:10: `, the place of the Lua function that is `level` calls out; empty when a native function is there. */
export function where(sites: Sites, level: number): string {
  const place = placeAt(sites, level);
  return place === undefined ? "" : `${toByteString(place.code.position(place.line))}: `;
}

/** True when the running native was called as a method. */
export function isMethodCall(sites: Sites): boolean {
  return placeAt(sites, 1)?.method === true;
}

/** `file.lua:10` of the Lua function that called the running native; the chunk's name for lack of one. */
export function currentPosition(): { name: ChunkName | undefined; position: string } {
  const place = placeAt(captureSites(), 1);
  return { name: place?.code.chunk, position: place?.code.position(place.line) ?? "?" };
}

/** The Lua frames of the running coroutine, innermost first: those on the JavaScript stack, then those on the heap. */
export function traceSites(sites: Sites): string[] {
  return shorten([...linesOf(sites, vm.handled), ...vm.coroutine?.trace() ?? []]);
}

/** The frames of the running coroutine on the JavaScript stack; where a message handler was called those of its error go on. */
function linesOf(sites: Sites, handled: Raised | undefined): string[] {
  const lines: string[] = [];
  for (const site of sites.stack) {
    if (endsCoroutine(site)) break;
    if (handled !== undefined && site.getFunctionName() === "callHandler") {
      const left = handled.left.toReversed().flatMap((frame) => frame.trace?.() ?? []);
      return [...lines, ...linesOf(handled.sites, undefined), ...left];
    }
    const place = placeOf(site);
    if (place !== undefined && !place.code.hidden) lines.push(place.code.trace(place.line));
  }
  return lines;
}

function placeAt(sites: Sites, level: number): Place | undefined {
  let rest = level;
  for (const site of sites.stack) {
    if (endsCoroutine(site)) return heapPlaceAt(rest);
    const place = placeOf(site);
    if (place === undefined && isNativeLevel(site) && --rest === 0) return undefined;
    if (place !== undefined && !place.code.hidden && --rest === 0) return place;
  }
  return undefined;
}

/** `pcall` and `xpcall` stand between their callee and their caller, as in Lua. */
function isNativeLevel(site: CallSite): boolean {
  return site.getFunctionName() === "protect";
}

/** The frames that moved to the heap go on where the JavaScript stack of the coroutine ends. */
function heapPlaceAt(level: number): Place | undefined {
  const place = vm.coroutine?.placeAt(level);
  return place && { ...place, method: false };
}

function endsCoroutine(site: CallSite): boolean {
  return site.getFunctionName() === "runFrames";
}

/**
 * Generated functions are named `f<number>`, and in their resumable form `s<number>`. (Those named `w<number>` only call
 * the resumable form.)
 */
function placeOf(site: CallSite): Place | undefined {
  const name = site.getScriptNameOrSourceURL();
  if (name === null || !name.startsWith(SCRIPT_PREFIX)) return undefined;
  const script = scripts.get(name)?.deref();
  const [, id] = /^[fs](\d+)$/.exec(site.getFunctionName() ?? "") ?? [];
  const code = script?.functions[Number(id)];
  if (script === undefined || code === undefined) return undefined;
  const line = (site.getLineNumber() ?? 0) - script.firstLine;
  return { code, line: script.lines.sourceLines[line] || code.line, method: script.lines.methodLines.has(line) };
}

/** A longer stack shows its innermost and outermost frames. */
const INNERMOST = 20;
const OUTERMOST = 10;

/** Leaves out the middle of a long traceback. */
export function shorten(lines: string[]): string[] {
  if (lines.length <= INNERMOST + OUTERMOST) return lines;
  const omitted = lines.length - INNERMOST - OUTERMOST;
  return [...lines.slice(0, INNERMOST), `... ${omitted} more calls`, ...lines.slice(-OUTERMOST)];
}

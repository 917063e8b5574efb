import { integerOf, MAX_EXACT } from "../../../base/mod.ts";
import { Fault, LuaTable, type LuaValue, READ_ONLY } from "../../api/mod.ts";
import { LONGEST_LIST, MOST_KEYS } from "../../library/mod.ts";
import { fromHost, toHost } from "./handles.ts";
import { captureSites, currentPosition, traceSites } from "./position.ts";
import { raise, type Raised } from "./raised.ts";
import type { Value } from "./value.ts";
import { vm } from "./vm.ts";

/** Up to this many keys are searched one by one; more get a map. */
const MOST_UNMAPPED = 8;
/** Bytes, about, of an empty table, of a place in it, and of a small object in one. */
const TABLE_SIZE = 128;
const PLACE_SIZE = 16;
const OBJECT_SIZE = 256;
/** Takes the place of a key that was removed and then came back at the end. */
const REMOVED = Symbol("removed");

type Key = Value | typeof REMOVED;

/**
 * A Lua table: an array for the keys 1 to n, and the other keys in the order in which they came. Holes stay in the array:
 * in a queue that moves on, the length goes on counting from its end, as scripts are used to. A removed key keeps its
 * place with the value nil, so that `next` can go on from it. Generated code reads and writes the fields directly: an
 * inline cache remembers the place of a key in `keys`, and is right whenever the key is found there.
 */
export class Table extends LuaTable {
  metatable: Table | null = null;
  /** See `vm.epoch`; less than all of them for a library, which scripts cannot write to. */
  born = vm.epoch;
  override isObject = false;
  /** Where `__index` was found last, for tables that are metatables. */
  indexPlace = 0;
  /** Places of the keys; null while there are few. */
  #places: Map<Key, number> | null = null;

  /**
   * @param array values of the keys from 1 on; the last one is not nil
   * @param keys distinct
   */
  constructor(readonly array: Value[] = [], public keys: Key[] = [], public values: Value[] = []) {
    super();
    if (keys.length > MOST_UNMAPPED) this.#mapKeys();
    if (vm.sampler !== undefined) this.#tellOf(vm.sampler);
  }

  /** A table with these members that scripts cannot write to. */
  static library(members: Readonly<Record<string, Value>>): Table {
    const table = new Table([], Object.keys(members), Object.values(members));
    table.born = -1;
    return table;
  }

  get isLibrary(): boolean {
    return this.born < 0;
  }

  /** Bytes that it holds, about: places, texts, and a share for each object. */
  get ownSize(): number {
    let size = TABLE_SIZE;
    for (const list of [this.array, this.keys, this.values]) {
      for (const value of list) {
        size += PLACE_SIZE + (typeof value === "string" ? value.length : typeof value === "object" ? OBJECT_SIZE : 0);
      }
    }
    return size;
  }

  /** Whether code may not write to it, for now or ever. */
  get frozen(): boolean {
    return this.born < vm.oldest;
  }

  /** What code hears that writes to a frozen table. */
  refusal(): Raised {
    return raise(this.isLibrary ? "attempt to write to a read-only table" : READ_ONLY);
  }

  override get identity(): this {
    return this;
  }

  override get(key: LuaValue): LuaValue {
    return toHost(this.rawGet(fromHost(key)));
  }

  override set(key: LuaValue, value: LuaValue): void {
    this.rawSet(fromHost(key), fromHost(value));
  }

  override length(): number {
    return this.array.length;
  }

  override next(key: LuaValue): [LuaValue, LuaValue] | undefined {
    const place = this.placeAfter(fromHost(key));
    return place === 0 ? undefined : [toHost(this.keyAt(place)), toHost(this.valueAt(place))];
  }

  rawGet(key: Value): Value {
    if (typeof key === "number") {
      if (key > 0 && key <= this.array.length) {
        const value = this.array[key - 1];
        if (value !== undefined) return value;
      } else if (key > MAX_EXACT || key < -MAX_EXACT) key = keyOf(key);
    }
    return this.values[this.find(key)];
  }

  /** Place of a key in `keys`; their number when it is not there. */
  find(key: Key): number {
    const { keys } = this;
    const count = keys.length;
    if (this.#places !== null) return this.#places.get(key) ?? count;
    for (let place = 0; place < count; place++) if (keys[place] === key) return place;
    return count;
  }

  /** Whether the key has, or had, a value. */
  has(key: string): boolean {
    return this.find(key) < this.keys.length;
  }

  rawSet(key: Value, value: Value): void {
    if (this.frozen) throw this.refusal();
    if (typeof key === "number") {
      const { array } = this;
      const count = array.length;
      if (key > 0 && key <= count && Number.isInteger(key)) {
        array[key - 1] = value;
        if (value === undefined && key === count) this.#trim();
        return;
      }
      if (key === count + 1) return this.#append(key, value);
      if (key !== key) throw raise("table index is NaN");
      this.#setKey(key === 0 ? 0 : keyOf(key), value);
    } else {
      if (key === undefined) throw raise("table index is nil");
      this.#setKey(key, value);
    }
  }

  /** Stores items of a constructor, one after the other behind the first `before`, over what is there. */
  setItems(before: number, items: readonly Value[]): void {
    const { array } = this;
    for (let index = array.length + 1; index <= before; index++) array.push(this.#takeKey(index));
    items.forEach((item, i) => {
      this.#takeKey(before + i + 1);
      array[before + i] = item;
    });
    this.#trim();
    if (this.keys.length > 0 && array.length > 0) this.#adopt(array.length);
  }

  /** Removes what `keys` may hold of the array's part. */
  #takeKey(key: number): Value {
    const place = this.find(key);
    const value = this.values[place];
    if (place < this.keys.length) this.values[place] = undefined;
    return value;
  }

  #trim(): void {
    const { array } = this;
    while (array.length > 0 && array[array.length - 1] === undefined) array.pop();
  }

  #append(key: number, value: Value): void {
    const { array } = this;
    if (value === undefined) {
      if (this.keys.length > 0) this.#setKey(key, value);
      return;
    }
    if (key > LONGEST_LIST) throw tableFault(LONGEST_LIST, "items");
    array.push(value);
    if (vm.sampler !== undefined) this.#tellOf(vm.sampler, this);
    if (this.keys.length > 0) this.#adopt(key);
  }

  /** After the array has grown to `key`: takes the keys that follow into the array. */
  #adopt(key: number): void {
    let place = this.find(key);
    if (place < this.keys.length) this.values[place] = undefined;
    let moved = 0;
    for (let next = key + 1;; next++, moved++) {
      place = this.find(next);
      const value = this.values[place];
      if (value === undefined) break;
      this.values[place] = undefined;
      this.array.push(value);
    }
    if (moved > MOST_UNMAPPED) this.#compact();
  }

  #setKey(key: Value, value: Value): void {
    const place = this.find(key);
    const count = this.keys.length;
    if (place < count) {
      if (this.values[place] !== undefined || value === undefined) {
        this.values[place] = value;
        return;
      }
      this.keys[place] = REMOVED;
    } else if (value === undefined) return;
    if (count >= 2 * MOST_UNMAPPED && (count & (count - 1)) === 0) {
      this.#compact();
      if (this.keys.length >= MOST_KEYS) throw tableFault(MOST_KEYS, "keys");
    }
    this.#places?.set(key, this.keys.length);
    this.keys.push(key);
    this.values.push(value);
    if (vm.sampler !== undefined) this.#tellOf(vm.sampler, this);
    if (this.#places === null && this.keys.length > MOST_UNMAPPED) this.#mapKeys();
  }

  /** Stands for the memory that was allocated lately (see limits). */
  #tellOf(sampler: NonNullable<typeof vm.sampler>, grown?: Table): void {
    vm.sampler = undefined;
    sampler.sample(this, grown);
  }

  /** Forgets removed keys when they are more than half. */
  #compact(): void {
    const used = this.values.reduce((sum: number, value) => value === undefined ? sum : sum + 1, 0);
    if (used > this.values.length / 2) return;
    const { keys, values } = this;
    this.keys = keys.filter((_, place) => values[place] !== undefined);
    this.values = values.filter((value) => value !== undefined);
    this.#mapKeys();
  }

  #mapKeys(): void {
    this.#places = new Map(this.keys.map((key, place) => [key, place]));
  }

  /*
   * Places for iteration: n > 0 is the n-th item of the array, n < 0 the (-n)-th of `keys`, 0 is the beginning and the
   * end. They stay right while values are changed or removed.
   */

  /** The place of the next pair after `place`; 0 at the end. */
  nextPlace(place: number): number {
    if (place >= 0) {
      const { array } = this;
      for (let at = place; at < array.length; at++) if (array[at] !== undefined) return at + 1;
    }
    const { values } = this;
    for (let at = place < 0 ? -place : 0; at < values.length; at++) if (values[at] !== undefined) return -at - 1;
    return 0;
  }

  keyAt(place: number): Value {
    return place > 0 ? place : this.keys[-place - 1] as Value;
  }

  valueAt(place: number): Value {
    return place > 0 ? this.array[place - 1] : this.values[-place - 1];
  }

  /** The place of the pair after `key`. */
  placeAfter(key: Value): number {
    if (key === undefined) return this.nextPlace(0);
    if (typeof key === "number" && Number.isInteger(key) && key > 0) {
      if (key <= this.array.length) return this.nextPlace(key);
    }
    const place = this.find(typeof key === "number" ? keyOf(key) : key);
    if (place < this.keys.length) return this.nextPlace(-place - 1);
    // The key may have been the array's last one, cleared since.
    if (typeof key === "number") return this.nextPlace(this.array.length);
    throw raise("invalid key to 'next'");
  }

  /** The `__index` of this metatable. */
  indexHandler(): Value {
    if (this.keys[this.indexPlace] !== "__index") this.indexPlace = this.find("__index");
    return this.values[this.indexPlace];
  }
}

/** The key that a number means: a float that is equal to a large integer means that. */
function keyOf(key: number): number | bigint {
  return integerOf(key) ?? key;
}

/** Ends the running state, which has filled a table beyond a limit. No script can catch that. */
function tableFault(limit: number, items: string): Fault {
  const { name, position } = currentPosition();
  const fault = new Fault("memory", `"${name?.entryId}" put more than ${limit} ${items} into a table, at ${position}`);
  fault.luaStack = traceSites(captureSites());
  if (vm.state !== undefined) vm.state.fault ??= fault;
  return fault;
}

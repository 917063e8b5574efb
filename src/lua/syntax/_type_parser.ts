import type { Expression } from "./ast.ts";
import type { Position } from "./position.ts";
import { TokenCursor } from "./_token_cursor.ts";
import type {
  FunctionType,
  GenericParameter,
  NamedType,
  RecordType,
  TypeAnnotation,
  TypeField,
  TypeIndexer,
  TypeNode,
  TypeParameter,
} from "./type_ast.ts";

/** Tokens other than names that a type can begin with. */
const TYPE_STARTS: ReadonlySet<string> = new Set([
  "string",
  "number",
  "nil",
  "true",
  "false",
  "function",
  "{",
  "(",
  "<",
]);

/** Items in parentheses: the parameters of a function type, or a list of types. */
interface TypeList {
  readonly params: readonly TypeParameter[];
  readonly rest: TypeNode | undefined;
}

/** Parses types (spec/lua-modules.md §1.2). */
export abstract class TypeParser extends TokenCursor {
  protected abstract expression(): Expression;

  /** True when the token `distance` ahead can begin a type. */
  protected beginsType(distance: number): boolean {
    const { kind } = this.peek(distance);
    return kind === "name" || TYPE_STARTS.has(kind);
  }

  protected type(): TypeNode {
    return this.nested(() => this.#union());
  }

  /** `: T` when there is one. */
  protected optionalType(): TypeNode | undefined {
    return this.accept(":") ? this.type() : undefined;
  }

  /** What a function returns: `T`, `(T, U?)` or `()`. */
  protected returnTypes(): readonly TypeNode[] {
    if (!this.at("(")) return [this.type()];
    const start = this.token.start;
    const list = this.#parenthesizedTypes();
    if (this.at("->")) return [this.#postfix(this.#functionType(start, [], list), start)];
    const types = list.params.map((param) => param.type);
    const only = types.length === 1 ? types[0] : undefined;
    if (only !== undefined) return [this.#unionRest(this.#postfix(only, start), start)];
    return list.rest === undefined ? types : [...types, list.rest];
  }

  /** `<T, U: Bound>` when there is one. */
  protected generics(): readonly GenericParameter[] {
    const open = this.token;
    if (!this.accept("<")) return [];
    const generics: GenericParameter[] = [];
    do {
      const name = this.expectName("the name of a type parameter");
      const bound = this.optionalType();
      generics.push({ name: name.text, bound, start: name.start, end: this.previousEnd });
    } while (this.accept(","));
    this.expectClosing(">", open);
    return generics;
  }

  #union(): TypeNode {
    const start = this.token.start;
    this.accept("|");
    return this.#unionRest(this.#intersection(), start);
  }

  #unionRest(first: TypeNode, start: Position): TypeNode {
    const variants = [first];
    while (this.accept("|")) variants.push(this.#intersection());
    return variants.length === 1 ? first : { kind: "UnionType", variants, start, end: this.previousEnd };
  }

  #intersection(): TypeNode {
    const start = this.token.start;
    this.accept("&");
    const first = this.#postfix(this.#primary(), start);
    const variants = [first];
    while (this.accept("&")) {
      const next = this.token.start;
      variants.push(this.#postfix(this.#primary(), next));
    }
    return variants.length === 1 ? first : { kind: "IntersectionType", variants, start, end: this.previousEnd };
  }

  /** Reads `?`, `[]` and `@name(…)` after a type. */
  #postfix(type: TypeNode, start: Position): TypeNode {
    let result = type;
    for (let length = 0;; length++) {
      this.checkChain(length);
      if (this.accept("?")) {
        result = { kind: "OptionalType", inner: result, start, end: this.previousEnd };
      } else if (this.at("[") && this.peek(1).kind === "]") {
        this.advance();
        this.advance();
        result = { kind: "ArrayType", element: result, start, end: this.previousEnd };
      } else if (this.at("@")) {
        const annotations: TypeAnnotation[] = [];
        while (this.at("@")) annotations.push(this.#annotation());
        result = { kind: "AnnotatedType", inner: result, annotations, start, end: this.previousEnd };
      } else return result;
    }
  }

  #annotation(): TypeAnnotation {
    const start = this.advance().start;
    const name = this.expectName("the name of an annotation").text;
    const args: (string | number | boolean)[] = [];
    const open = this.token;
    if (this.accept("(")) {
      while (!this.at(")")) {
        args.push(this.#literal("a number, string or boolean"));
        if (!this.accept(",")) break;
      }
      this.expectClosing(")", open);
    }
    return { name, args, start, end: this.previousEnd };
  }

  #literal(expected: string): string | number | boolean {
    const negative = this.accept("-");
    if (this.at("number")) return Number(this.advance().value) * (negative ? -1 : 1);
    if (!negative && this.at("string")) return this.advance().text;
    if (!negative && (this.at("true") || this.at("false"))) return this.advance().kind === "true";
    return this.fail(expected);
  }

  #primary(): TypeNode {
    const { kind, start, text } = this.token;
    if (kind === "name") return this.#named(text, start);
    if (kind === "nil" || kind === "function") {
      this.advance();
      return { kind: "NamedType", path: [kind], args: [], start, end: this.previousEnd };
    }
    if (kind === "{") return this.#braces();
    if (kind === "<") return this.#functionType(start, this.generics(), this.#parenthesizedTypes());
    if (kind === "(") {
      const list = this.#parenthesizedTypes();
      const only = list.params[0];
      if (!this.at("->") && list.params.length === 1 && only?.name === undefined && list.rest === undefined) {
        return (only as TypeParameter).type;
      }
      return this.#functionType(start, [], list);
    }
    return { kind: "LiteralType", value: this.#literal("a type"), start, end: this.previousEnd };
  }

  #named(word: string, start: Position): TypeNode {
    if (word === "readonly" && this.beginsType(1)) {
      this.advance();
      const at = this.token.start;
      const inner = this.#postfix(this.nested(() => this.#primary()), at);
      return { kind: "ReadonlyType", inner, start, end: this.previousEnd };
    }
    if (word === "typeof" && this.peek(1).kind === "(") {
      this.advance();
      const open = this.advance();
      const expression = this.expression();
      this.expectClosing(")", open);
      return { kind: "TypeofType", expression, start, end: this.previousEnd };
    }
    return this.#namedType(start);
  }

  #namedType(start: Position): NamedType {
    const path = [this.advance().text];
    while (this.accept(".")) path.push(this.expectName("the name of a type").text);
    const args: TypeNode[] = [];
    const open = this.token;
    // `a as number < b` compares: the arguments of a type stand right behind its name.
    if (this.at("<") && open.start.offset === this.previousEnd.offset) {
      this.advance();
      do args.push(this.type()); while (this.accept(","));
      this.splitShift();
      this.expectClosing(">", open);
    }
    return { kind: "NamedType", path, args, start, end: this.previousEnd };
  }

  /** `( … )` of a function type: types, named or not, and `...: T` or `...T` at the end. */
  #parenthesizedTypes(): TypeList {
    const open = this.expect("(");
    const params: TypeParameter[] = [];
    let rest: TypeNode | undefined;
    while (!this.at(")")) {
      const start = this.token.start;
      if (this.accept("...")) {
        this.accept(":");
        const bare = this.at(")");
        rest = bare ? { kind: "NamedType", path: ["any"], args: [], start, end: this.previousEnd } : this.type();
        break;
      }
      const name = this.#parameterName();
      params.push({ name, type: this.type(), start, end: this.previousEnd });
      if (!this.accept(",")) break;
    }
    this.expectClosing(")", open);
    return { params, rest };
  }

  /** Reads `name:` or `name?:`. */
  #parameterName(): string | undefined {
    if (!this.at("name") || this.peek(1).kind !== ":") return undefined;
    const name = this.advance().text;
    this.advance();
    return name;
  }

  #functionType(start: Position, generics: readonly GenericParameter[], list: TypeList): FunctionType {
    this.expect("->");
    const returns = this.nested(() => this.returnTypes());
    return { kind: "FunctionType", generics, ...list, returns, start, end: this.previousEnd };
  }

  #braces(): TypeNode {
    const open = this.advance();
    const { start } = open;
    const fields: TypeField[] = [];
    const indexers: TypeIndexer[] = [];
    while (!this.at("}")) {
      const item = this.#recordItem();
      if (item === undefined) {
        const element = this.type();
        this.accept(",");
        this.expectClosing("}", open);
        return { kind: "ArrayType", element, start, end: this.previousEnd };
      }
      if ("key" in item) indexers.push(item);
      else fields.push(item);
      if (!this.accept(",") && !this.accept(";")) break;
    }
    this.expectClosing("}", open);
    return { kind: "RecordType", fields, indexers, start, end: this.previousEnd } satisfies RecordType;
  }

  /** A field or `[K]: V`; undefined when the braces hold the element type of an array. */
  #recordItem(): TypeField | TypeIndexer | undefined {
    const start = this.token.start;
    const marked = this.atWord("readonly") && (this.peek(1).kind === "[" || this.peek(1).kind === "name");
    const at = marked ? 1 : 0;
    if (this.peek(at).kind === "[") {
      if (marked) this.advance();
      return this.#bracketItem(start, marked);
    }
    const optional = this.peek(at + 1).kind === "?";
    if (this.peek(at).kind !== "name" || this.peek(optional ? at + 2 : at + 1).kind !== ":") return undefined;
    if (marked) this.advance();
    const name = this.advance().text;
    this.accept("?");
    this.expect(":");
    return { name, type: this.type(), optional, readonly: marked, start, end: this.previousEnd };
  }

  /** `[K]: V`, or a field whose name is a string: `["name"]?: T`. */
  #bracketItem(start: Position, readonly: boolean): TypeField | TypeIndexer {
    const open = this.advance();
    const key = this.type();
    this.expectClosing("]", open);
    const optional = this.accept("?");
    this.expect(":");
    const value = this.type();
    const end = this.previousEnd;
    if (key.kind === "LiteralType" && typeof key.value === "string") {
      return { name: key.value, type: value, optional, readonly, start, end };
    }
    return { key, value, readonly, start, end };
  }
}

import { equal } from "node:assert/strict";
import { textWidth } from "./text_width.ts";

Deno.test("textWidth() counts columns: two for wide characters, none for what joins another", () => {
  const cases: [text: string, width: number][] = [
    ["", 0],
    ["order", 5],
    ["注文処理", 8],
    ["ｶﾀｶﾅ", 4],
    ["größe", 5],
    ["e\u0301", 1],
    ["🚀", 2],
    ["…", 1],
  ];
  for (const [text, width] of cases) equal(textWidth(text), width, text);
});

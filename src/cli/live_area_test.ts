import { equal } from "node:assert/strict";
import { LiveArea } from "./live_area.ts";

/** An area on a terminal of 12 columns and 5 rows, and what it wrote since the last look. */
function scene() {
  let written = "";
  const area = new LiveArea((text) => void (written += text), () => ({ columns: 12, rows: 5 }));
  const take = () => {
    const text = written;
    written = "";
    return text;
  };
  return { area, take };
}

Deno.test("LiveArea passes text through while it shows nothing", () => {
  const { area, take } = scene();
  area.print("half a");
  area.print(" line\n");
  equal(take(), "half a line\n");
  area.clear();
  equal(take(), "");
});

Deno.test("LiveArea redraws its lines in place, and only when they change", () => {
  const { area, take } = scene();
  area.show(["one", "two"]);
  equal(take(), "one\ntwo\n");
  area.show(["one", "two"]);
  equal(take(), "");
  area.show(["three"]);
  equal(take(), "\x1b[2A\r\x1b[0Jthree\n");
  area.clear();
  equal(take(), "\x1b[1A\r\x1b[0J");
});

Deno.test("LiveArea writes other text above its lines", () => {
  const { area, take } = scene();
  area.show(["one"]);
  take();
  area.print("a record\n");
  equal(take(), "\x1b[1A\r\x1b[0Ja record\none\n");
  area.print("unfinished");
  equal(take(), "\x1b[1A\r\x1b[0Junfinished\none\n");
});

Deno.test("LiveArea cuts what does not fit", () => {
  const { area, take } = scene();
  area.show(["0123456789abcdef"]);
  equal(take(), "0123456789a\n");
  area.show(["a", "b", "c", "d", "e"]);
  equal(take(), "\x1b[1A\r\x1b[0Ja\nb\n… 3 more\n");
});

export { textModule } from "./text.ts";

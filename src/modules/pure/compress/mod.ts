export { compressModule } from "./compress.ts";

export { cryptoModule } from "./crypto.ts";

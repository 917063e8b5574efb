export { DIAGNOSTIC_CODES, type DiagnosticCode } from "./codes.ts";
export { Collector, type ReportOptions } from "./collector.ts";
export type { Diagnostic, Note, SourceRange } from "./diagnostic.ts";
export { isSecretKey } from "./is_secret_key.ts";
export { capitalize, quote, withArticle } from "./wording.ts";
export { type JsonReport, renderJson } from "./render_json.ts";
export { renderText, type RenderTextOptions } from "./render_text.ts";
export { suggest } from "./suggest.ts";
export { textWidth } from "./text_width.ts";

/** Takes the message out of a failure that core printed as a Rust value; other text stays as it is. */
export function readReport(report: string): string {
  const quoted = /\bmessage: "((?:[^"\\]|\\.)*)"/.exec(report)?.[1];
  return quoted === undefined
    ? report
    : quoted.replace(/\\(.)/g, (_, letter: string) => letter === "n" ? "\n" : letter);
}

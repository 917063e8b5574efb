/**
 * Every code that a diagnostic may carry, with what it means. Codes are stable: scripts and documentation refer to them.
 * A new one is added here and to the documentation, and gets a spec case.
 */
export const DIAGNOSTIC_CODES = {
  "app-folder-not-found": "The application folder does not exist or is not a folder",
  "invalid-lock-file": "`wippy.lock` cannot be read or does not name a source folder",
  "source-folder-not-found": "The source folder that `wippy.lock` names does not exist",
  "unreadable-file": "A file or folder cannot be read",
  "outside-source-root": "A symbolic link leads out of the source root and is not followed",
  "file-too-large": "A file is larger than the limit",
  "invalid-encoding": "A file is not UTF-8 text",
  "yaml-syntax": "A file is not valid YAML or JSON",
  "yaml-too-complex": "A file is nested too deeply or expands too many aliases",
  "duplicate-key": "A key stands twice in one map",
  "missing-namespace": "A registry file has no namespace",
  "invalid-file": "A registry file holds neither a list of entries nor a single entry",
  "duplicate-id": "Two entries have the same id",
  "invalid-file-reference": "A `file://` value is empty or leads out of the source root",
  "file-not-found": "The target of a `file://` value does not exist",
  "unknown-kind": "No entry kind has this name",
  "unsupported-kind": "This entry kind is known but not supported, or not yet",
  "missing-key": "A required key is missing",
  "unknown-key": "The schema does not know this key",
  "wrong-type": "A value has the wrong type",
  "invalid-value": "A value has the right type but is not allowed",
  "unsupported-value": "A field or value is known but not supported yet",
  "no-effect": "A field is accepted and has no effect",
  "invalid-override": "A `-o` override is malformed or cannot be applied",
  "override-target-not-found": "A `-o` override names an entry that does not exist",
  "missing-reference": "An entry names another that does not exist",
  "wrong-reference-kind": "An entry names another of a kind that does not fit",
  "dependency-cycle": "Entries depend on each other in a loop",
  "import-cycle": "Lua entries import each other in a loop",
  "missing-worker": "An entry asks for registration with Temporal but names no worker",
  "duplicate-registration": "Two entries register the same name with one worker",
  "duplicate-alias": "Two modules or imports of an entry have the same alias",
  "lua-syntax": "A Lua source does not compile",
  "lua-load-failed": "Running a Lua chunk to find its method raised an error",
  "method-not-found": "A Lua chunk does not return the method that its entry names",
  "unknown-module": "No Lua module has this name",
  "module-not-allowed": "A Lua module may not be used in a workflow",
  "permission-denied": "The program was started without a permission that it needs",
  "nothing-to-start": "The application has nothing that could run",
} as const;

/** The name of a kind of fault: kebab-case, stable. */
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;

/** What the file system knows of a path. */
export interface FileInfo {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly isSymlink: boolean;
  /** Bytes. */
  readonly size: number;
  /** Rights and type as Unix has them; null where files have no modes, as on Windows. */
  readonly mode: number | null;
  /** The owner's number; null on Windows. */
  readonly uid: number | null;
}

/** A name in a folder, and what it is itself: a symbolic link is neither file nor folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly isSymlink: boolean;
}

/** How {@linkcode Files.open} opens a file; for reading when nothing is said. */
export interface OpenOptions {
  readonly write?: boolean;
  /** Makes the file when there is none. */
  readonly create?: boolean;
  /** Makes the file and fails when there is one. */
  readonly createNew?: boolean;
  /** Mode of a new file, before the umask. @default 0o666 */
  readonly mode?: number;
}

/** A file that is open until it is disposed of. */
export interface OpenFile extends Disposable {
  /** Reads some bytes into the buffer, and returns how many; null at the end of the file. */
  read(buffer: Uint8Array): Promise<number | null>;

  /** Writes some of the bytes, and returns how many. */
  write(bytes: Uint8Array): Promise<number>;

  /** Waits until everything written lies on the disk. */
  sync(): Promise<void>;

  /** Waits for the system's advisory lock on the file or folder. @param exclusive no one else may have any lock */
  lock(exclusive: boolean): Promise<void>;

  unlockSync(): void;
}

/**
 * The file system. Names and behaviour are POSIX's; every method throws an error that the predicates of `errors.ts`
 * know. A read needs the permission to read the path, a change the one to write it.
 */
export interface Files {
  /** Follows symbolic links. */
  stat(path: string): Promise<FileInfo>;
  /** Follows symbolic links. */
  statSync(path: string): FileInfo;
  /** Looks at a symbolic link itself. */
  lstatSync(path: string): FileInfo;
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Decodes UTF-8; what is not UTF-8 becomes U+FFFD. */
  readTextFile(path: string): Promise<string>;
  /** Decodes UTF-8; what is not UTF-8 becomes U+FFFD. */
  readTextFileSync(path: string | URL): string;
  /** Replaces the file's text. @param options `createNew` fails when there is a file */
  writeTextFileSync(path: string, text: string, options?: { readonly createNew?: boolean }): void;
  open(path: string, options?: OpenOptions): Promise<OpenFile>;
  /** Replaces what lies at the new path. */
  rename(from: string, to: string): Promise<void>;
  /** Replaces what lies at the new path. */
  renameSync(from: string, to: string): void;
  /** Removes a file or an empty folder. @param options `recursive` removes a folder with all that it holds */
  remove(path: string, options?: { readonly recursive?: boolean }): Promise<void>;
  /** Removes a file or an empty folder. */
  removeSync(path: string): void;
  /** Makes a folder. @param options `recursive` makes missing ones above, too, and accepts one that exists */
  mkdir(path: string, options?: { readonly recursive?: boolean }): Promise<void>;
  /** Makes a folder. @param options `recursive` makes missing ones above, too, and accepts one that exists */
  mkdirSync(path: string, options?: { readonly recursive?: boolean }): void;
  /** Makes a new folder. @param options `dir` to make it in; the system's temporary folder when absent */
  makeTempDir(options: { readonly dir?: string; readonly prefix: string }): Promise<string>;
  /** The absolute path without symbolic links. */
  realPath(path: string): Promise<string>;
  /** The content of a folder, in no order. */
  readDir(path: string): AsyncIterable<FolderEntry>;
  /** The content of a folder, in no order. */
  readDirSync(path: string): Iterable<FolderEntry>;
  /** Changes the mode, except on Windows. */
  chmod(path: string, mode: number): Promise<void>;
  /** Makes a hard link, and fails when there is something at the new path. */
  linkSync(from: string, to: string): void;
}

export const files: Files = Deno;

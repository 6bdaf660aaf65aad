import type { Storage } from './index.js';

/** A file for each key in a folder; a crash leaves the old text or the new one. For Node only. */
export class FileStorage implements Storage {
  constructor(folder: string);
  get(key: string): Promise<string | null>;
  set(key: string, text: string | null): Promise<void>;
}

import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A file for each key in a folder; a crash leaves the old text or the new one. For Node only. */
export class FileStorage {
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  #path(key) {
    return join(this.#folder, createHash('sha256').update(key).digest('hex').slice(0, 32) + '.json');
  }

  async get(key) {
    try {
      return await readFile(this.#path(key), 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') {
        return null;
      }
      throw error;
    }
  }

  async set(key, text) {
    const path = this.#path(key);
    if (text === null) {
      await rm(path, { force: true });
      return;
    }
    await mkdir(this.#folder, { recursive: true });
    const file = await open(path + '.new', 'w');
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(path + '.new', path);
  }
}

/** Anything that JSON has. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** `set` with null takes the key away. */
export interface Storage {
  get(key: string): string | null | Promise<string | null>;
  set(key: string, text: string | null): void | Promise<void>;
}

/** Forgets all with the page or the process. */
export class MemoryStorage implements Storage {
  get(key: string): string | null;
  set(key: string, text: string | null): void;
}

/** The browser's localStorage, or another one of its kind. */
export class WebStorage implements Storage {
  constructor(storage?: {
    getItem(key: string): string | null;
    setItem(key: string, text: string): void;
    removeItem(key: string): void;
  });
  get(key: string): string | null;
  set(key: string, text: string | null): void;
}

/** What the server refused, as in every client of Ewig. */
export class EwigError extends Error {
  constructor(message: string, sqlstate: string, code: number);
  readonly sqlstate: string;
  readonly code: number;
  /** Whether the same may go well later. */
  readonly isTransient: boolean;
}

export interface Options {
  /** Who this is to others; made up if left out. */
  peer?: string;
  /** Of a server that has several; `main` if left out. */
  database?: string;
  /** That the server knows its user by. */
  token?: string;
  /** Where writes are kept until they are acknowledged, and positions. In memory if left out. */
  storage?: Storage;
  /** Where there is no global one: Node before 22. */
  WebSocket?: unknown;
  /** Milliseconds between attempts to connect. */
  backoff?: { min?: number; max?: number };
  random?: () => number;
  /** Hears of what nobody waits for: a write of an earlier process, something that was followed. */
  onError?: (error: Error, about?: object) => void;
  /** Hears of writes of an earlier process that are done now. */
  onSettled?: (write: object, answer: object) => void;
  onOnline?: (isOnline: boolean) => void;
}

export interface PresenceChange {
  type: 'added' | 'updated' | 'removed';
  namespace: string;
  key: string;
  /** What it is; of what was removed, what it was. */
  value: Json;
  peer: string;
  origin: 'local' | 'remote';
}

/** What peers say of the moment; nobody keeps it. */
export interface Presence {
  set(namespace: string, key: string, value: Json, options?: { ttl?: number; keepAlive?: boolean }): void;
  get(namespace: string, key: string): Json | undefined;
  getAll(namespace: string): { [key: string]: Json };
  delete(namespace: string, key: string): void;
  subscribe(namespace: string, listener: (change: PresenceChange) => void): () => void;
  subscribePeers(listener: (event: { type: 'joined' | 'left'; peer: string }) => void): () => void;
}

export interface Written {
  /** The commit; null if nothing was changed. */
  commit: string | null;
  /** Rows that were changed; null if it had been done before. */
  count: number | null;
  repeated: boolean;
}

/** A row that was added, modified or removed. */
export interface RowChange {
  type: 'added' | 'modified' | 'removed';
  key: Json;
  row: { [column: string]: Json } | null;
  position: number;
}

/** An event of a world, with the names that the columns of `ewig.events` have. */
export interface WorldEvent {
  seq: number;
  event_id: string;
  system_time: string;
  valid_from: string | null;
  valid_to: string | null;
  type: string;
  payload: Json;
  branch: string;
  commit_id: string;
  position: number;
}

export interface Client {
  readonly ephemeral: Presence;
  readonly peer: string;
  readonly ready: Promise<void>;
  readonly isOnline: boolean;
  /** How many writes are not yet acknowledged. */
  readonly pending: number;

  insert(table: string, row: { [column: string]: Json }): Promise<Written>;
  update(table: string, key: Json, column: string, value: Json): Promise<Written>;
  update(table: string, key: Json, values: { [column: string]: Json }): Promise<Written>;
  delete(table: string, key: Json): Promise<Written>;
  execute(sql: string, params?: Json[]): Promise<Written>;
  query(
    sql: string,
    params?: Json[],
  ): Promise<{ [column: string]: Json }[] & { columns: { name: string; type: string }[]; more: boolean }>;
  /** Follows a table, or a world if it has `://`, from now on or from a position. */
  subscribe(
    what: string,
    listener: (change: RowChange | WorldEvent) => void,
    options?: { from?: number; resume?: string },
  ): () => void;
  close(): Promise<void>;
}

export function connect(url: string, options?: Options): Client;

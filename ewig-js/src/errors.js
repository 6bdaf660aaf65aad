/** What the server refused: `sqlstate` and `code` say what, as in every client of Ewig. */
export class EwigError extends Error {
  constructor(message, sqlstate, code) {
    super(message);
    this.name = 'EwigError';
    this.sqlstate = sqlstate;
    this.code = code;
  }

  /** Whether the same may go well later: a conflict, a server that is full or being stopped. */
  get isTransient() {
    return /^(08|40|53|57P)/.test(this.sqlstate);
  }

  static of(message) {
    return new EwigError(message.message, message.sqlstate, message.code);
  }
}

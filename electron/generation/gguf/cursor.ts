/** Reads forward through the bytes of a header; never past what the file itself has. */

/** The file is not what its format says. */
export class GgufFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GgufFault';
  }
}

/** The header goes on behind the bytes at hand. */
export class NeedsMore extends Error {
  readonly bytes: number;
  constructor(bytes: number) {
    super('more of the header is needed');
    this.bytes = bytes;
  }
}

export class Cursor {
  readonly #bytes: Buffer;
  readonly #fileSize: number;
  position = 0;

  /** @param bytes the beginning of a file of `fileSize` bytes */
  constructor(bytes: Buffer, fileSize: number) {
    this.#bytes = bytes;
    this.#fileSize = fileSize;
  }

  /** Where the next `length` bytes begin. @throws GgufFault when the file ends before, NeedsMore when the bytes at hand do */
  #take(length: number): number {
    const start = this.position;
    if (length > this.#fileSize - start) throw new GgufFault('the header names more than the file has');
    if (start + length > this.#bytes.length) throw new NeedsMore(start + length);
    this.position += length;
    return start;
  }

  u32 = (): number => this.#bytes.readUInt32LE(this.#take(4));

  /** A count, length or offset: no file has more of anything than a double counts exactly. */
  size(): number {
    const value = this.#bytes.readBigUInt64LE(this.#take(8));
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new GgufFault('the header names a number no file can hold');
    return Number(value);
  }

  skip(length: number): void {
    this.#take(length);
  }

  /** How many may follow when each takes at least so many bytes. */
  count(atLeast: number): number {
    const count = this.size();
    if (count * atLeast > this.#fileSize - this.position) throw new GgufFault('the header counts more than the file has');
    return count;
  }

  text(longest: number): string {
    const length = this.size();
    if (length > longest) throw new GgufFault(`a name of ${length} bytes`);
    const start = this.#take(length);
    return this.#bytes.toString('utf8', start, start + length);
  }

  skipText(): void {
    this.#take(this.size());
  }
}

/** Where the core serves originals and pictures of their pages, and why one cannot be had. */

export class OriginalMissing extends Error {
  readonly reason: 'gone' | 'service';

  constructor(reason: 'gone' | 'service') {
    super(reason === 'gone' ? 'the original is no longer there' : 'the original cannot be fetched now');
    this.reason = reason;
  }
}

export function originalUrl(documentId: string): string {
  return `/files/${documentId}`;
}

/** A picture of page `number`, `width` pixels wide. */
export function pagePictureUrl(documentId: string, number: number, width: number): string {
  return `/files/${documentId}/pages/${number}.png?width=${Math.round(width)}`;
}

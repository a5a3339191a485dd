/** What a file is, judged by its first bytes; the name decides only between kinds that share them. Pure. */
import path from 'node:path';
import type { PageUnit, ViewKind } from '../contract/index.ts';

/** So many bytes of the start are enough. */
export const SNIFF_BYTES = 8192;

const ZIP_BY_CONTENT: readonly [type: string, sign: string][] = [
  ['docx', 'word/'],
  ['xlsx', 'xl/'],
  ['pptx', 'ppt/'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
  ['odp', 'application/vnd.oasis.opendocument.presentation'],
  ['epub', 'application/epub+zip'],
];
const ZIP_BY_NAME = new Set(['docx', 'docm', 'xlsx', 'xlsm', 'pptx', 'pptm', 'odt', 'ods', 'odp', 'epub']);
const OLE_BY_NAME = new Set(['doc', 'xls', 'ppt', 'msg']);
const TEXT_BY_NAME = new Map([
  ...['md', 'csv', 'tsv', 'html', 'mhtml', 'eml', 'json', 'xml', 'txt', 'rst', 'org', 'tex'].map((type): [string, string] => [type, type]),
  ['markdown', 'md'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['mht', 'mhtml'],
]);

/** null: no kind that can be read. @param start the first bytes, `SNIFF_BYTES` if there are so many */
export function fileType(start: Buffer, name: string): string | null {
  const extension = path.extname(name).slice(1).toLowerCase();
  const latin = start.toString('latin1');
  if (latin.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (latin.startsWith('PK\u0003\u0004') || latin.startsWith('PK\u0005\u0006')) return zipType(latin, extension);
  if (start.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return OLE_BY_NAME.has(extension) ? extension : 'doc';
  if (latin.startsWith('{\\rtf')) return 'rtf';
  if (latin.startsWith('\u0089PNG\r\n')) return 'png';
  if (latin.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg';
  if (latin.startsWith('II*\0') || latin.startsWith('MM\0*')) return 'tiff';
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return 'webp';
  return isText(start) ? textType(latin, extension) : null;
}

function zipType(latin: string, extension: string): string {
  const found = ZIP_BY_CONTENT.find(([, sign]) => latin.includes(sign));
  if (found !== undefined) return found[0];
  return ZIP_BY_NAME.has(extension) ? extension : 'zip';
}

function textType(latin: string, extension: string): string {
  const head = latin.replace(/^\u00ef\u00bb\u00bf/, '').trimStart().slice(0, 512).toLowerCase();
  if (/^(<!doctype html|<html)/.test(head)) return 'html';
  const named = TEXT_BY_NAME.get(extension);
  if (named !== undefined) return named;
  return /^(from|received|return-path|mime-version|message-id):/.test(head) ? 'eml' : 'txt';
}

/** Text in an encoding people use: no NUL bytes, unless as half of UTF-16 or three quarters of UTF-32 letters. */
function isText(start: Buffer): boolean {
  if (/^(fffe|feff|0000feff)/.test(start.subarray(0, 4).toString('hex'))) return true;
  let controls = 0;
  const zeros = [0, 0, 0, 0];
  for (const [at, byte] of start.entries()) {
    if (byte === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1;
    else if (byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b) controls += 1;
  }
  if (controls > start.length / 20) return false;
  const [a = 0, b = 0, c = 0, d = 0] = zeros;
  const all = a + b + c + d;
  if (all === 0) return true;
  const utf16 = all > start.length / 4 && (a + c === 0 || b + d === 0);
  const utf32 = all > start.length / 2 && (a === 0 || d === 0);
  return utf16 || utf32;
}

/** How it will be shown, until the engine has read it and says so. */
export function firstGuess(type: string): { view: ViewKind; unit: PageUnit } {
  switch (type) {
    case 'pdf':
      return { view: 'pdf', unit: 'page' };
    case 'png':
    case 'jpeg':
    case 'tiff':
    case 'webp':
      return { view: 'image', unit: 'page' };
    case 'xlsx':
    case 'xls':
    case 'ods':
    case 'csv':
    case 'tsv':
      return { view: 'table', unit: 'sheet' };
    case 'pptx':
    case 'ppt':
    case 'odp':
      return { view: 'text', unit: 'slide' };
    case 'epub':
      return { view: 'text', unit: 'chapter' };
    case 'eml':
    case 'msg':
      return { view: 'text', unit: 'message' };
    default:
      return { view: 'text', unit: 'section' };
  }
}

import { expect, it } from 'vitest';
import { fileType } from './file-type.ts';

const zip = (inside: string): Buffer => Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}${inside}`, 'latin1');

it.each<[string, string | Buffer, string | null]>([
  ['a.pdf', '%PDF-1.7', 'pdf'],
  ['junk before.pdf', `${' '.repeat(500)}%PDF-1.7`, 'pdf'],
  ['renamed.txt', '%PDF-1.7', 'pdf'],
  ['a.docx', zip('[Content_Types].xml word/document.xml'), 'docx'],
  ['renamed.bin', zip('xl/workbook.xml'), 'xlsx'],
  ['a.docx', zip('[Content_Types].xml'), 'docx'],
  ['a.odt', zip('mimetypeapplication/vnd.oasis.opendocument.text'), 'odt'],
  ['a.epub', zip('mimetypeapplication/epub+zip'), 'epub'],
  ['a.zip', zip('a.txt'), 'zip'],
  ['a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'doc'],
  ['a.msg', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'msg'],
  ['a.rtf', '{\\rtf1', 'rtf'],
  ['a.png', Buffer.from('89504e470d0a1a0a', 'hex'), 'png'],
  ['a.jpg', Buffer.from('ffd8ffe0', 'hex'), 'jpeg'],
  ['a.tif', Buffer.from('49492a00', 'hex'), 'tiff'],
  ['a.webp', 'RIFF\u0001\u0002\u0003\u0004WEBPVP8 ', 'webp'],
  ['stranica', '\n<!DOCTYPE HTML><html>', 'html'],
  ['a.md', '# Naslov', 'md'],
  ['a.csv', 'a;b', 'csv'],
  ['poruka', 'Received: from a\nSubject: b', 'eml'],
  ['cp1250.txt', Buffer.from([0x8a, 0xe8, 0x9e, 0x20, 0xe6]), 'txt'],
  ['utf16.txt', Buffer.from('Čaj u podne', 'utf16le'), 'txt'],
  ['bom16.txt', Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('Čaj', 'utf16le')]), 'txt'],
  ['a.exe', Buffer.concat([Buffer.from('MZ'), Buffer.from([0x90, 0, 3, 0, 0, 0, 4, 1, 2, 0xff])]), null],
  ['a.7z', Buffer.from('377abcaf271c0004', 'hex'), null],
  ['zeros.bin', Buffer.alloc(4000), null],
])('%s', (name, content, expected) => {
  expect(fileType(Buffer.from(content), name)).toBe(expected);
});

import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Conversation, Message } from '../contract/index.ts';
import { exportConversation } from './export/index.ts';
import { suggestNext } from './suggestions.ts';
import { askAndWait, found, openRoom, passage, searchOf } from './testing.ts';

async function conversation(): Promise<{ conversation: Conversation; messages: Message[]; close(): Promise<void> }> {
  const passages = [passage('Rok je *15* dana.'), passage('Pristojba je 20 eura.', { headingPath: ['Pristojbe i troškovi'] })];
  const whole = found(passages);
  const room = openRoom({ search: searchOf({ ...whole, sentences: whole.sentences.slice(0, 1) }) });
  const { id } = room.chat.create({});
  await askAndWait(room.chat, id, 'Koji je rok: za <žalbu>?');
  return {
    conversation: room.chat.get({ id }),
    messages: room.chat.messages({ id }),
    async close() {
      await room.chat.close();
      room.closeAll();
    },
  };
}

const text = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

test('Markdown carries the text with its marks, used and also-read sources apart; a document writes no Markdown of ours', async () => {
  const c = await conversation();
  const file = await exportConversation(c.conversation, c.messages, 'markdown');
  expect(file.fileName).toBe('Koji je rok za žalbu.md');
  const md = text(file.base64);
  expect(md).toContain('## Koji je rok: za \\<žalbu\\>?');
  expect(md).toContain('Rok je \\*15\\* dana. [1]');
  expect(md).toMatch(/\*\*Korišteno\*\*\n\n- \[1\] Zakon\.pdf, stranica 3/u);
  expect(md).toMatch(/\*\*Također pročitano\*\*\n\n- \[2\]/u);
  await c.close();
});

test('the parts of a document are a list, lines stay lines, and a refusal has its nearest passages', async () => {
  const c = await conversation();
  const told = (text: string, mode: 'extractive' | 'refused' = 'extractive') => c.messages.map((message) => (message.answer ? { ...message, text, answer: { ...message.answer, mode, used: [], sentences: [] } } : message));
  const parts = told('1. prvo [1]\n2. drugo [1]\n\nDijelovi dokumenta:\n\n- *Žalbe* [1]\n- Pristojbe [2]');
  const md = text((await exportConversation(c.conversation, parts, 'markdown')).base64);
  expect(md).toContain('1\\. prvo [1]\\\n2\\. drugo [1]\n\nDijelovi dokumenta:\n\n- \\*Žalbe\\* [1]\n- Pristojbe [2]\n');
  const xml = documentXml(Buffer.from((await exportConversation(c.conversation, parts, 'docx')).base64, 'base64'));
  expect(xml.match(/<w:numPr>/gu)).toHaveLength(2);
  expect(xml).toMatch(/<w:t[^>]*>\*Žalbe\* \[1\]</u);

  const refused = text((await exportConversation(c.conversation, told('Toga nema u vašim dokumentima.', 'refused'), 'markdown')).base64);
  expect(refused).toContain('**Najbliži odlomci**');
  expect(refused).not.toContain('Također pročitano');
  await c.close();
});

test('JSON is the messages themselves', async () => {
  const c = await conversation();
  const parsed: unknown = JSON.parse(text((await exportConversation(c.conversation, c.messages, 'json')).base64));
  expect(parsed).toEqual({ conversation: c.conversation, messages: c.messages });
  await c.close();
});

test('a sentence the sources do not carry says so in the exported text', async () => {
  const c = await conversation();
  const messages = c.messages.map((message) =>
    message.answer ? { ...message, answer: { ...message.answer, sentences: message.answer.sentences.map((s) => ({ ...s, support: 'unsupported' as const })) } } : message,
  );
  const md = text((await exportConversation(c.conversation, messages, 'markdown')).base64);
  expect(md).toContain('Rok je \\*15\\* dana. [1] (nepotkrijepljeno)');
  await c.close();
});

test('DOCX is a Word document with the same words', async () => {
  const c = await conversation();
  const file = await exportConversation(c.conversation, c.messages, 'docx');
  const xml = documentXml(Buffer.from(file.base64, 'base64'));
  expect(xml).toContain('Koji je rok: za &lt;žalbu&gt;?');
  expect(xml).toContain('Rok je *15* dana. [1]');
  expect(xml).toContain('Također pročitano');
  await c.close();
});

test('without a sentence that can be turned round, the next questions come from headings that were read and not asked about', async () => {
  const c = await conversation();
  const answer = c.messages.at(-1)?.answer;
  if (!answer) throw new Error('no answer');
  expect(suggestNext(answer, '', ['Koji je rok?'])).toEqual(['Što piše u dijelu „Pristojbe i troškovi”?', 'Što piše u dijelu „Žalbe”?']);
  expect(suggestNext(answer, '', ['Kolike su pristojbe i troškovi?'])).toEqual(['Što piše u dijelu „Žalbe”?']);
  const unused = answer.sources.find(({ number }) => !answer.used.includes(number));
  if (!unused) throw new Error('every source was used');
  const more = (change: { documentId?: string; headingPath: string[] }) => ({ ...answer, sources: [...answer.sources, { ...unused, number: 90, ...change }] });
  for (const change of [{ documentId: 'another document', headingPath: ['Nešto posve drugo'] }, { headingPath: ['arXiv:2103.15348v2 [cs.CV] 21 Jun 2021'] }, { headingPath: ['KLASA: 372-01/24-01/5'] }, { headingPath: ['page 24 2.3 IDRS Terminal Responses'] }, { headingPath: ['Narodne novine, str. 7'] }, { headingPath: [', Benjamin Germain'] }]) {
    expect(suggestNext(more(change), '', ['Koji je rok?'])).toEqual(suggestNext(answer, '', ['Koji je rok?']));
  }
  await c.close();
});

/** `word/document.xml` of the archive, found by its local file header. */
function documentXml(zip: Buffer): string {
  const name = Buffer.from('word/document.xml');
  const header = zip.lastIndexOf(Buffer.from('PK\x01\x02', 'binary'), zip.lastIndexOf(name));
  const offset = zip.readUInt32LE(header + 42);
  const size = zip.readUInt32LE(header + 20);
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  return inflateRawSync(zip.subarray(start, start + size)).toString('utf8');
}

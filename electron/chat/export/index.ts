/** A conversation as a file to keep: the shown line of messages with their sources and checks. */
import type { Conversation, Message } from '../../contract/index.ts';
import { toDocx } from './docx.ts';
import { toMarkdown } from './markdown.ts';
import { outline, type OutlineItem } from './outline.ts';

export type ExportFormat = 'markdown' | 'docx' | 'json';

export interface ExportedFile {
  fileName: string;
  mime: string;
  base64: string;
}

export async function exportConversation(conversation: Conversation, messages: readonly Message[], format: ExportFormat): Promise<ExportedFile> {
  const name = fileName(conversation);
  const file = (extension: string, mime: string, content: string | Buffer): ExportedFile => ({
    fileName: `${name}.${extension}`,
    mime,
    base64: Buffer.from(content).toString('base64'),
  });
  const items = outline(messages);
  if (format === 'json') return file('json', 'application/json', JSON.stringify({ conversation, messages }, null, 2));
  if (format === 'docx') return file('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', await toDocx(conversation.title, items));
  const written = (item: OutlineItem) => messages[items.indexOf(item)]?.answer?.mode === 'generated';
  return file('md', 'text/markdown;charset=utf-8', toMarkdown(conversation.title, items, written));
}

/** The title, without what a file system refuses. */
function fileName(conversation: Conversation): string {
  const safe = conversation.title.replace(/[\p{Cc}<>:"/\\|?*…]/gu, ' ').replace(/\s+/gu, ' ').replace(/[. ]+$/u, '').trim().slice(0, 100);
  return safe === '' ? conversation.id : safe;
}

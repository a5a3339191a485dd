import { type OutlineItem, type OutlineSource, POINT } from './outline.ts';

/** Characters that would make text of a document into Markdown of ours; `[n]` marks stay as they are. */
const escape = (text: string): string => text.replace(/[\\`*_{}<>#|~]/gu, '\\$&').replace(/^(\s*\d*)([-+.])(?=\s)/gmu, '$1\\$2');

/** An excerpt's paragraph as it is shown: points are a list, other lines stay lines. */
const excerpt = (paragraph: string): string => {
  const lines = paragraph.split('\n');
  const isPoint = (line: string | undefined): boolean => line !== undefined && POINT.test(line);
  return lines
    .map((line, index) => {
      if (isPoint(line)) return `- ${escape(line.replace(POINT, ''))}`;
      const next = lines[index + 1];
      return next === undefined || isPoint(next) ? escape(line) : `${escape(line)}\\`;
    })
    .join('\n');
};

const quote = (text: string): string => escape(text).split('\n').map((line) => `   > ${line}`).join('\n');

function list(title: string, sources: readonly OutlineSource[]): string[] {
  if (sources.length === 0) return [];
  return [`**${title}**`, sources.map((source) => `- [${source.number}] ${escape(source.place)}\n${quote(source.text)}`).join('\n')];
}

export function toMarkdown(title: string, items: readonly OutlineItem[], written: (item: OutlineItem) => boolean): string {
  const blocks = [`# ${escape(title)}`];
  for (const item of items) {
    if (item.kind === 'question') blocks.push(`## ${escape(item.text).replace(/\n+/gu, ' ')}`);
    else {
      const { answer } = item;
      // A model writes Markdown itself; a document's own words are shown as they are.
      blocks.push(...answer.paragraphs.map((paragraph) => (written(item) ? paragraph : excerpt(paragraph))));
      if (answer.note !== '') blocks.push(`*${escape(answer.note)}*`);
      blocks.push(...list(answer.used.title, answer.used.sources), ...list(answer.alsoRead.title, answer.alsoRead.sources));
    }
  }
  return `${blocks.join('\n\n')}\n`;
}

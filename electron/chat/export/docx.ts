import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { type OutlineItem, type OutlineSource, POINT } from './outline.ts';

/** A Word document with headings, so that its outline is the conversation's. */
export async function toDocx(title: string, items: readonly OutlineItem[]): Promise<Buffer> {
  const children = [new Paragraph({ text: title, heading: HeadingLevel.TITLE }), ...items.flatMap(paragraphs)];
  return Packer.toBuffer(new Document({ title, creator: 'Sova', sections: [{ children }] }));
}

function paragraphs(item: OutlineItem): Paragraph[] {
  if (item.kind === 'question') return [new Paragraph({ text: item.text, heading: HeadingLevel.HEADING_1 })];
  const { answer } = item;
  return [
    ...answer.paragraphs.flatMap(withPoints),
    ...(answer.note === '' ? [] : [new Paragraph({ children: [new TextRun({ text: answer.note, italics: true })] })]),
    ...list(answer.used.title, answer.used.sources),
    ...list(answer.alsoRead.title, answer.alsoRead.sources),
  ];
}

function list(title: string, sources: readonly OutlineSource[]): Paragraph[] {
  if (sources.length === 0) return [];
  return [
    new Paragraph({ children: [new TextRun({ text: title, bold: true })] }),
    ...sources.map(
      (source) =>
        new Paragraph({
          indent: { left: 360 },
          children: [new TextRun({ text: `[${source.number}] ${source.place}: ` }), new TextRun({ text: source.text.replace(/\s+/gu, ' '), italics: true })],
        }),
    ),
  ];
}

/** Points are a list, other lines stay lines of one paragraph. */
function withPoints(text: string): Paragraph[] {
  const groups: string[][] = [];
  for (const line of text.split('\n')) {
    const last = groups.at(-1);
    if (last === undefined || POINT.test(line) || POINT.test(last[0] ?? '')) groups.push([line]);
    else last.push(line);
  }
  return groups.map((group) => {
    const point = POINT.test(group[0] ?? '');
    return new Paragraph({ children: lines(group.join('\n').replace(POINT, '')), ...(point && { bullet: { level: 0 } }) });
  });
}

function lines(text: string): TextRun[] {
  return text.split('\n').map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }));
}

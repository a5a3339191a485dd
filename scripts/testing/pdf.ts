/** PDF files made for tests: plain text in Helvetica, one string a line. */

const escape = (text: string): string => text.replaceAll(/([\\()])/g, '\\$1');

/** `pages[i]` holds the lines of page i + 1 (Latin-1 letters); `ballast` bytes a page that draw nothing, for the weight of pictures. */
export function makePdf(pages: readonly (readonly string[])[], ballast = 0): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const catalog = add('');
  const tree = add('');
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const kids = pages.map((lines) => {
    const stream = `BT /F1 11 Tf 14 TL 60 780 Td ${lines.map((line) => `(${escape(line)}) Tj T*`).join(' ')} ET${ballast > 0 ? `\n%${'x'.repeat(ballast)}` : ''}`;
    const content = add(`<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`);
    return add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`);
  });
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R >>`;
  objects[tree - 1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = Buffer.byteLength(text, 'latin1');
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = Buffer.byteLength(text, 'latin1');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** A report of `count` pages, no two alike; page n says where bridge n stands. */
export function makeReport(count: number, ballast = 0): Uint8Array {
  const place = (n: number): string => ['harbour', 'market', 'old mill', 'railway station', 'lighthouse', 'town hall'][n % 6] ?? 'harbour';
  return makePdf(
    Array.from({ length: count }, (_, index) => {
      const n = index + 1;
      return [
        `Inspection report, section ${n}`,
        '',
        `Bridge number ${n} stands near the ${place(n)} of district ${(n * 7) % 41}.`,
        `Its deck was measured on day ${n} and carries ${1000 + n * 13} kilograms per square metre.`,
        `The inspector found ${n % 5} cracks and asked for repair within ${10 + (n % 30)} weeks.`,
        ...Array.from({ length: 12 }, (_, line) => `Reading ${line + 1} of section ${n}: sensor ${n * 100 + line} reported a strain of ${(n * 31 + line * 17) % 997} units.`),
      ];
    }),
    ballast,
  );
}

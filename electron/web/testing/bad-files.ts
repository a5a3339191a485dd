/** Files that cannot be read, each for one reason, made here byte by byte. */

/** A PDF of the given objects, numbered from 1; the first is the catalog. */
function pdf(objects: readonly string[], trailer = ''): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Well formed, and without a page. */
export function emptyPdf(): Uint8Array<ArrayBuffer> {
  return pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);
}

/** Encrypted (RC4, 40 bits) under a password nobody knows: the key entries fit no empty password. */
export function lockedPdf(): Uint8Array<ArrayBuffer> {
  const key = (byte: string): string => `<${byte.repeat(32)}>`;
  return pdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
      `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${key('a7')} /U ${key('5c')} >>`,
    ],
    `/Encrypt 4 0 R /ID [${key('11').slice(0, 33)}> ${key('11').slice(0, 33)}>] `,
  );
}

/** Begins like an archive and is none. */
export function damagedDocx(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(600, 0x41)]));
}

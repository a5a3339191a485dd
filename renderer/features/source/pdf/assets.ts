/** What PDF.js reads besides the document: character maps, standard fonts, decoders. All from the package, none from a network. */

type Kind = 'cMapUrl' | 'standardFontDataUrl' | 'wasmUrl';

const URLS: Record<Kind, Record<string, string>> = {
  cMapUrl: import.meta.glob<string>('../../../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url&no-inline', import: 'default', eager: true }),
  standardFontDataUrl: import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url&no-inline', import: 'default', eager: true }),
  wasmUrl: import.meta.glob<string>('../../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm', { query: '?url&no-inline', import: 'default', eager: true }),
};

/** PDF.js asks it by kind and file name; the bundler's hashed addresses stay in here. */
export class PackagedAssets {
  async fetch({ kind, filename }: { kind: Kind; filename: string }): Promise<Uint8Array> {
    const url = Object.entries(URLS[kind]).find(([path]) => path.endsWith(`/${filename}`))?.[1];
    if (url === undefined) throw new Error(`PDF.js asked for ${filename}, which is not in the package`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

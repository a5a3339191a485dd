/** Markdown trees with citations: text nodes become text, numbered marks, and sentences with a sign. */
import type { Support } from '../../../electron/contract/index.ts';
import { pieces, type Piece, type SupportSpan, supportAt } from './pieces.ts';

/** As much of a Markdown node as is looked at here. */
export interface Node {
  type: string;
  value?: string;
  url?: string;
  title?: string | null | undefined;
  alt?: string | null | undefined;
  children?: Node[] | undefined;
  position?: { start: { offset?: number | undefined } } | undefined;
  data?: { hName?: string; hProperties?: Record<string, string> } | null | undefined;
}

export interface MarkOptions {
  /** Where the block begins in the whole answer (UTF-16). */
  offset: number;
  spans: readonly SupportSpan[];
  known: ReadonlySet<number>;
}

function asNode(piece: Piece): Node {
  const inner: Node =
    piece.kind === 'text'
      ? { type: 'text', value: piece.text }
      : { type: 'citation', children: [], data: { hName: 'cite', hProperties: { 'data-word': piece.word, 'data-numbers': piece.numbers.join(','), 'data-stop': piece.stop, 'data-at': String(piece.at) } } };
  return piece.kind === 'marks' ? inner : signed(inner, piece.support);
}

const signed = (inner: Node, support: Support | null): Node =>
  support === null ? inner : { type: 'sentence', children: [inner], data: { hName: 'span', hProperties: { 'data-support': support } } };

function replaceText(node: Node, options: MarkOptions): void {
  node.children = node.children?.flatMap((child) => {
    if (child.type === 'formula') return [signed(child, supportAt(options.offset + (child.position?.start.offset ?? 0), options.spans))];
    if (child.type !== 'text' || child.value === undefined) {
      replaceText(child, options);
      return [child];
    }
    return pieces(child.value, options.offset + (child.position?.start.offset ?? 0), options.spans, options.known).map(asNode);
  });
}

/** A remark plugin. */
export function remarkMarks(options: MarkOptions) {
  return (tree: Node): void => replaceText(tree, options);
}

/** What an answer may not do: define link targets (they would swallow `[1]`) or write HTML (it stays visible text). */
export function remarkPlainMarkdown(this: { data(): object }): void {
  const data: { micromarkExtensions?: unknown[] } = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: ['definition', 'htmlFlow', 'htmlText'] } }];
}

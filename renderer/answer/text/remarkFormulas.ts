/**
 * Formulas in Markdown: before it is read, each is covered letter for letter, so that nothing in it means anything
 * and every place stays what it was; in the tree the covers become formulas again.
 */
import { findFormulas, type Formula } from '../../../electron/contract/values.ts';
import type { Node } from './remarkMarks.ts';

/** Private letters: the first of a cover, the others. */
const FIRST = '\uE000';
const REST = '\uE001';
const COVER = /\uE000\uE001*/gu;

export interface Covered {
  text: string;
  formulas: readonly CoveredFormula[];
}

export interface CoveredFormula extends Formula {
  /** As it stands in the answer. */
  source: string;
}

export function coverFormulas(text: string): Covered {
  // A text that has these letters itself keeps them.
  const formulas = text.includes(FIRST) ? [] : findFormulas(text).map((formula) => ({ ...formula, source: text.slice(formula.start, formula.end) }));
  let covered = '';
  let last = 0;
  for (const { start, end } of formulas) {
    covered += text.slice(last, start) + FIRST + REST.repeat(end - start - 1);
    last = end;
  }
  return { text: covered + text.slice(last), formulas };
}

/** A remark plugin, for the tree of a covered text. */
export function remarkFormulas(formulas: readonly CoveredFormula[]) {
  return (tree: Node): void => {
    // The tree keeps the order of the text.
    let next = 0;
    const uncover = (text: string): string => text.replace(COVER, () => formulas[next++]?.source ?? '');
    const visit = (node: Node): void => {
      if (node.type !== 'text' && node.value !== undefined) node.value = uncover(node.value);
      node.children = node.children?.flatMap((child) => {
        if (child.type === 'text' && child.value !== undefined) return parts(child, () => formulas[next++]);
        visit(child);
        return [child];
      });
      for (const name of ['url', 'title', 'alt'] as const) {
        const value = node[name];
        if (typeof value === 'string') node[name] = uncover(value);
      }
    };
    if (formulas.length > 0) visit(tree);
  };
}

function parts(node: Node, take: () => CoveredFormula | undefined): Node[] {
  const { value = '', position } = node;
  const found: Node[] = [];
  const offset = position?.start.offset ?? 0;
  const add = (type: string, from: number, to: number, more: Partial<Node>): void => {
    if (to > from) found.push({ type, position: { start: { offset: offset + from } }, ...more });
  };
  let last = 0;
  for (const match of value.matchAll(COVER)) {
    const end = match.index + match[0].length;
    add('text', last, match.index, { value: value.slice(last, match.index) });
    const formula = take();
    if (formula) add('formula', match.index, end, { data: { hName: 'var', hProperties: propertiesOf(formula) } });
    last = end;
  }
  add('text', last, value.length, { value: value.slice(last) });
  return found;
}

const propertiesOf = ({ tex, source, display, open }: CoveredFormula): Record<string, string> => ({
  'data-tex': tex,
  'data-source': source,
  'data-kind': open ? 'open' : display ? 'display' : 'inline',
});

/** TeX as MathML elements, built one by one: no markup is ever parsed, and what is not MathML does not get in. */
import { createElement, type CSSProperties, type ReactNode } from 'react';
import temml from 'temml';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const ELEMENTS = words(
  'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mstyle mpadded mphantom menclose',
);
const ATTRIBUTES = words(
  'display displaystyle scriptlevel mathvariant stretchy symmetric fence separator form lspace rspace movablelimits largeop accent accentunder linethickness ' +
    'width height depth voffset minsize maxsize columnalign rowspacing notation mathcolor mathbackground mathsize linebreak',
);
const STYLES = words('color backgroundColor padding paddingLeft paddingRight paddingTop paddingBottom border borderLeft borderRight borderTop borderBottom textAlign width verticalAlign');

/** In ems and points: a formula stays about as large as a page, and macros that call themselves come to an end. */
const LIMITS = { maxSize: [40, 40], maxExpand: 500 } satisfies Parameters<typeof temml.renderToString>[1];
const MAX_LENGTH = 4000;

/** null: it is no TeX that can be drawn. */
export function drawFormula(tex: string, display: boolean): ReactNode {
  if (tex.length > MAX_LENGTH) return null;
  try {
    const tree: unknown = temml['__renderToMathMLTree'](tex, { displayMode: display, throwOnError: true, trust: false, ...LIMITS });
    return element(tree, 0);
  } catch {
    return null;
  }
}

/** @throws TypeError for anything that is not MathML */
function element(node: unknown, key: number): ReactNode {
  if (!isRecord(node)) throw new TypeError('not a node');
  if (typeof node['text'] === 'string') return node['text'];
  const children = (Array.isArray(node['children']) ? node['children'] : []).map(element);
  const { type } = node;
  // A group without an element of its own.
  if (type === undefined) return children;
  if (typeof type !== 'string' || !ELEMENTS.has(type)) throw new TypeError('not MathML');
  return createElement(type, { key, ...attributes(node['attributes']), style: styles(node['style']) }, ...children);
}

function attributes(given: unknown): Record<string, string> {
  const known = Object.entries(isRecord(given) ? given : {}).filter(([name]) => ATTRIBUTES.has(name));
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}

function styles(given: unknown): CSSProperties | undefined {
  const known = Object.entries(isRecord(given) ? given : {}).filter(([name, value]) => STYLES.has(name) && /^[\w\s.#%-]*$/u.test(String(value)));
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

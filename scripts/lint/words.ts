/** Words of the interface that nothing says any more. A key is named whole, or put together from fixed parts and what stands between. */
import { type Program, Visitor } from 'oxc-parser';

/** The fixed parts of each text of a source; a plain string is its only part. */
export function textsIn(program: Program): string[][] {
  const found: string[][] = [];
  new Visitor({
    Literal: ({ value }) => void (typeof value === 'string' && found.push([value])),
    TemplateLiteral: ({ quasis }) => void found.push(quasis.map(({ value }) => value.raw)),
  }).visit(program);
  return found;
}

/** Those of the keys that no text names; the forms of a plural are named by what is before them. */
export function unsaidWords(keys: readonly string[], texts: readonly (readonly string[])[]): string[] {
  const whole = new Set(texts.flatMap(([first = '', ...more]) => (more.length === 0 ? first : [])));
  const built = texts.filter(isBuiltKey).map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+')}$`));
  return keys.filter((key) => {
    const name = key.replace(/_(?:one|other)$/, '');
    return !whole.has(name) && !built.some((pattern) => pattern.test(name));
  });
}

/** Put together behind a feature's name: one without could be any key. */
const isBuiltKey = (parts: readonly string[]): boolean => parts.length > 1 && /^\w+\./.test(parts[0] ?? '') && parts.every((part) => /^[\w.-]*$/.test(part));

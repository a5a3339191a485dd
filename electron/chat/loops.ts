/** A small model that says the same again and again ("the the the"): found as it writes, and cut. */

/** So many words may make up what is repeated. */
const LONGEST = 40;

/** How often a run of so many words comes before it counts as a loop: a word may be said thrice for emphasis. */
const repeatsFor = (words: number): number => (words === 1 ? 6 : words === 2 ? 4 : 3);

/** Where the text is to be cut: behind the first time it said what it repeats at its end; null when it does not. */
export function loopIn(text: string): number | null {
  const words = [...text.matchAll(/\S+/gu)].slice(-LONGEST * 3 - 1).map((match) => ({ word: match[0].toLowerCase(), end: match.index + match[0].length }));
  for (let period = 1; period <= LONGEST; period += 1) {
    const repeats = repeatsFor(period);
    const tail = words.slice(-period * repeats);
    if (tail.length < period * repeats) return null;
    // Numbers in a column repeat by right.
    const isLoop = tail.every(({ word }, index) => word === tail[index % period]?.word) && tail.some(({ word }) => /\p{L}/u.test(word));
    if (isLoop) return tail[period - 1]?.end ?? null;
  }
  return null;
}

/** Every passage of real pages, opened in the viewer: the letters under its marks are its own. */
import type { Page } from '@playwright/test';
import { drop, expect, expectAccessible, test } from './fixtures.ts';

/** The letters of the page's text that lie under a mark, as the browser lays them out. */
function lettersUnderMarks(window: Page): Promise<string> {
  return window.evaluate(() => {
    const marks = [...document.querySelectorAll('[data-testid="source-mark"] span')].map((mark) => mark.getBoundingClientRect());
    const layer = document.querySelector('[data-testid="source-mark"]')?.closest('section')?.querySelector('[data-testid="pdf-text"]');
    if (!layer) return '';
    let found = '';
    const texts = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      for (let at = 0; at < (node.textContent ?? '').length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const letter = range.getBoundingClientRect();
        const x = (letter.left + letter.right) / 2;
        const y = (letter.top + letter.bottom) / 2;
        if (marks.some((mark) => x >= mark.left - 1 && x <= mark.right + 1 && y >= mark.top - 1 && y <= mark.bottom + 1)) found += range.toString();
      }
    }
    return found;
  });
}

/** How much of two texts is the same, letter for letter, order and white space aside (a page has its own order of lines). */
function likeness(a: string, b: string): number {
  const count = (text: string): Map<string, number> => {
    const letters = new Map<string, number>();
    for (const letter of text.normalize('NFKC').replace(/\s/g, '')) letters.set(letter, (letters.get(letter) ?? 0) + 1);
    return letters;
  };
  const [one, other] = [count(a), count(b)];
  const size = (letters: Map<string, number>): number => [...letters.values()].reduce((sum, times) => sum + times, 0);
  const common = [...one].reduce((sum, [letter, times]) => sum + Math.min(times, other.get(letter) ?? 0), 0);
  return common / Math.max(1, size(one), size(other));
}

test('the text under the marks is the passage', async ({ window, files }) => {
  await drop(window, [files.lease, files.seagrass]);
  await expect(window.getByText('gotove su 2 datoteke')).toBeVisible();
  let seen = 0;
  for (const { name } of [files.lease, files.seagrass]) {
    await window.getByRole('button', { name: /^Dokumenti/ }).click();
    await window.getByRole('gridcell').getByRole('button', { name, exact: true }).click();
    await window.getByRole('tab', { name: 'Odlomci' }).click();
    const passages = window.getByRole('tabpanel').getByRole('listitem').getByRole('button');
    await expect(passages.first()).toBeVisible();
    const count = await passages.count();
    for (let index = 0; index < count; index += 1) {
      const text = await passages.nth(index).locator('span').last().innerText();
      await passages.nth(index).click();
      await expect.poll(async () => likeness(text, await lettersUnderMarks(window)), { message: text.slice(0, 60) }).toBeGreaterThan(0.99);
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(3);
});

test('every hit of the search inside is drawn, the one gone to stands out, diacritics aside', async ({ window, files }) => {
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  await window.getByRole('gridcell').getByRole('button', { name: files.lease.name, exact: true }).click();
  await window.getByRole('tab', { name: 'Odlomci' }).click();
  await window.getByRole('tabpanel').getByRole('listitem').getByRole('button').first().click();
  await expect(window.getByTestId('source-mark').first()).toBeVisible();
  await window.getByRole('button', { name: 'Traži u dokumentu' }).click();
  await window.getByRole('searchbox', { name: 'Traži u dokumentu' }).fill('clanak');
  const count = window.getByRole('search').getByRole('status');
  await expect(count).toHaveText('1 od 9');
  const firstPage = window.locator('section[data-page="1"]');
  await expect(firstPage.getByTestId('source-hit').locator('span')).toHaveCount(2);
  await expect(firstPage.getByTestId('source-current').locator('span')).toHaveCount(1);
  for (let step = 0; step < 3; step += 1) await window.keyboard.press('Enter');
  await expect(count).toHaveText('4 od 9');
  await expect(window.locator('section[data-page="2"]').getByTestId('source-current')).toBeInViewport();
  await window.keyboard.press('Shift+Enter');
  await expect(count).toHaveText('3 od 9');
  // The document's page, the source with its marks, its search and its list of pages, all at once.
  await window.getByRole('button', { name: 'Popis stranica' }).click();
  await expect(window.getByTestId('page-list')).toBeVisible();
  await expectAccessible(window);
});

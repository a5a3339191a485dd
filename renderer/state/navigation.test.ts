import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followAddress, fragmentOf, go, guardLeaving, type Route, routeOf, useNavigation } from './navigation.ts';

const routes: Route[] = [
  { screen: 'chat', conversationId: null },
  { screen: 'chat', conversationId: '0198c1' },
  { screen: 'documents' },
  { screen: 'document', documentId: '0198c2' },
  { screen: 'jobs' },
  { screen: 'health' },
  { screen: 'models' },
  { screen: 'prompts', versionId: null },
  { screen: 'prompts', versionId: 'answer/hr/3' },
  { screen: 'runs' },
  { screen: 'run', runId: '0198c3', otherId: null },
  { screen: 'run', runId: '0198c3', otherId: '0198c4' },
  { screen: 'settings' },
];

test.each(routes)('%j comes back from its address', (route) => {
  expect(routeOf(fragmentOf(route))).toEqual(route);
});

test.each(['', '#', '#/nowhere', '#/document', '#token=x'])('%s is the beginning', (fragment) => {
  expect(routeOf(fragment)).toEqual({ screen: 'chat', conversationId: null });
});

/** The browser's address, and going back to an earlier one. */
function fakeWindow() {
  const entries = ['#/prompts/answer/hr/2'];
  const listeners = new Set<() => void>();
  return {
    location: { get hash() { return entries.at(-1) ?? ''; } },
    history: { pushState: (_: unknown, __: string, fragment: string) => void entries.push(fragment) },
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    back(fragment: string) {
      entries.push(fragment);
      for (const listener of listeners) listener();
    },
  };
}

let page: ReturnType<typeof fakeWindow>;
let stop: () => void;
beforeEach(() => {
  page = fakeWindow();
  vi.stubGlobal('window', page);
  stop = followAddress();
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

test('something unsaved is left only when the person agrees, by a link or by Back', () => {
  const draft: Route = { screen: 'prompts', versionId: 'answer/hr/2' };
  const asked: (() => void)[] = [];
  const giveBack = guardLeaving((leave) => asked.push(leave));
  go({ screen: 'jobs' });
  page.back('#/documents');
  expect(asked).toHaveLength(2);
  expect(useNavigation.getState().route).toEqual(draft);
  expect(page.location.hash).toBe('#/prompts/answer/hr/2');
  asked[1]?.();
  expect(useNavigation.getState().route).toEqual({ screen: 'documents' });
  expect(page.location.hash).toBe('#/documents');
  go({ screen: 'jobs' });
  giveBack();
  expect(asked).toHaveLength(2);
  expect(useNavigation.getState().route).toEqual({ screen: 'jobs' });
});

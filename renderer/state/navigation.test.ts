import { expect, test } from 'vitest';
import { fragmentOf, type Route, routeOf } from './navigation.ts';

const routes: Route[] = [
  { screen: 'chat', conversationId: null },
  { screen: 'chat', conversationId: '0198c1' },
  { screen: 'documents' },
  { screen: 'document', documentId: '0198c2' },
  { screen: 'jobs' },
  { screen: 'health' },
  { screen: 'models' },
  { screen: 'settings' },
];

test.each(routes)('%j comes back from its address', (route) => {
  expect(routeOf(fragmentOf(route))).toEqual(route);
});

test.each(['', '#', '#/nowhere', '#/document', '#token=x'])('%s is the beginning', (fragment) => {
  expect(routeOf(fragment)).toEqual({ screen: 'chat', conversationId: null });
});

/** Where the person is. The address's fragment carries it, so Back and a reload work. */
import { create } from 'zustand';

export type Route =
  | { screen: 'chat'; conversationId: string | null }
  | { screen: 'documents' }
  | { screen: 'document'; documentId: string }
  | { screen: 'jobs' | 'health' | 'models' | 'settings' };

export type ScreenName = Route['screen'];

const PLAIN = ['documents', 'jobs', 'health', 'models', 'settings'] as const;

export function routeOf(fragment: string): Route {
  const [name = '', id] = fragment.replace(/^#\/?/, '').split('/');
  if (name === 'document' && id) return { screen: 'document', documentId: id };
  if (name === 'chat' && id) return { screen: 'chat', conversationId: id };
  const plain = PLAIN.find((screen) => screen === name);
  return plain ? { screen: plain } : { screen: 'chat', conversationId: null };
}

export function fragmentOf(route: Route): string {
  if (route.screen === 'document') return `#/document/${route.documentId}`;
  if (route.screen === 'chat') return route.conversationId ? `#/chat/${route.conversationId}` : '#/';
  return `#/${route.screen}`;
}

interface Navigation {
  route: Route;
  go(route: Route): void;
}

export const useNavigation = create<Navigation>()((set, get) => ({
  route: { screen: 'chat', conversationId: null },
  go: (route) => {
    if (fragmentOf(route) !== fragmentOf(get().route)) window.history.pushState(null, '', fragmentOf(route));
    set({ route });
  },
}));

export const go = (route: Route): void => useNavigation.getState().go(route);

/** Starts from the address and follows Back and Forward. */
export function followAddress(): () => void {
  const read = (): void => useNavigation.setState({ route: routeOf(window.location.hash) });
  window.addEventListener('popstate', read);
  read();
  return () => window.removeEventListener('popstate', read);
}

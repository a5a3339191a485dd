/** Where the person is. The address's fragment carries it, so Back and a reload work. */
import { create } from 'zustand';

export type Route =
  | { screen: 'chat'; conversationId: string | null }
  | { screen: 'documents' }
  | { screen: 'document'; documentId: string }
  | { screen: 'prompts'; versionId: string | null }
  /** `otherId`: a replay beside it. */
  | { screen: 'run'; runId: string; otherId: string | null }
  | { screen: 'jobs' | 'health' | 'models' | 'runs' | 'settings' };

export type ScreenName = Route['screen'];

const PLAIN = ['documents', 'jobs', 'health', 'models', 'runs', 'settings'] as const;

export function routeOf(fragment: string): Route {
  const [name = '', ...rest] = fragment.replace(/^#\/?/, '').split('/').filter((part) => part !== '');
  const [id, other = null] = rest;
  if (name === 'document' && id) return { screen: 'document', documentId: id };
  if (name === 'chat' && id) return { screen: 'chat', conversationId: id };
  if (name === 'prompts') return { screen: 'prompts', versionId: rest.length === 3 ? rest.join('/') : null };
  if (name === 'runs' && id) return { screen: 'run', runId: id, otherId: other };
  const plain = PLAIN.find((screen) => screen === name);
  return plain ? { screen: plain } : { screen: 'chat', conversationId: null };
}

export function fragmentOf(route: Route): string {
  if (route.screen === 'document') return `#/document/${route.documentId}`;
  if (route.screen === 'chat') return route.conversationId ? `#/chat/${route.conversationId}` : '#/';
  if (route.screen === 'prompts') return route.versionId ? `#/prompts/${route.versionId}` : '#/prompts';
  if (route.screen === 'run') return `#/runs/${route.runId}${route.otherId ? `/${route.otherId}` : ''}`;
  return `#/${route.screen}`;
}

interface Navigation {
  route: Route;
  go(route: Route): void;
}

/** Something unsaved is open: it is asked before the person leaves, and calls `leave` when they may. */
type Guard = (leave: () => void) => void;
let guard: Guard | null = null;

/** Takes the guard on; returns how to give it back. */
export function guardLeaving(ask: Guard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}

export const useNavigation = create<Navigation>()((set, get) => ({
  route: { screen: 'chat', conversationId: null },
  go: (route) => {
    const leaving = fragmentOf(route) !== fragmentOf(get().route);
    const move = (): void => {
      guard = null;
      if (leaving) window.history.pushState(null, '', fragmentOf(route));
      set({ route });
    };
    if (guard !== null && leaving) guard(move);
    else if (leaving) move();
    else set({ route });
  },
}));

export const go = (route: Route): void => useNavigation.getState().go(route);

/** Starts from the address and follows Back and Forward. */
export function followAddress(): () => void {
  const read = (): void => {
    const wanted = routeOf(window.location.hash);
    const { route } = useNavigation.getState();
    if (guard !== null && fragmentOf(wanted) !== fragmentOf(route)) {
      // The browser has gone already: the address is put back until the person has said what they want.
      window.history.pushState(null, '', fragmentOf(route));
      go(wanted);
    } else useNavigation.setState({ route: wanted });
  };
  window.addEventListener('popstate', read);
  read();
  return () => window.removeEventListener('popstate', read);
}

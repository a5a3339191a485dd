/** Which feature draws which screen. */
import { ChatPane } from '../features/chat/index.ts';
import { useNavigation } from '../state/index.ts';

export function CurrentScreen() {
  const route = useNavigation((navigation) => navigation.route);
  switch (route.screen) {
    case 'chat':
      return <ChatPane conversationId={route.conversationId} />;
    case 'documents':
    case 'document':
    case 'jobs':
    case 'health':
    case 'models':
    case 'settings':
      return null;
  }
}

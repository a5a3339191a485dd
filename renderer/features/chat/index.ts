export { ChatPane } from './ChatPane.tsx';
export { ConversationList } from './ConversationList.tsx';

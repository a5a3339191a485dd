/** What is done to a whole conversation. */
import { go, useNavigation } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { forgetConversation, keepConversation } from '../state/conversations.ts';

export type ExportFormat = Parameters<typeof client.chat.exportConversation>[0]['format'];

export async function renameConversation(id: string, title: string): Promise<void> {
  keepConversation(await client.chat.rename({ id, title }));
}

export async function removeConversation(id: string): Promise<void> {
  await client.chat.remove({ id });
  forgetConversation(id);
  const { route } = useNavigation.getState();
  if (route.screen === 'chat' && route.conversationId === id) go({ screen: 'chat', conversationId: null });
}

/** Saves the conversation as a file, through the browser's own download. */
export async function exportConversation(id: string, format: ExportFormat): Promise<void> {
  const file = await client.chat.exportConversation({ id, format });
  const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: file.mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  URL.revokeObjectURL(url);
}

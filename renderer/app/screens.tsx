/** Which feature draws which screen. */
import { ChatPane } from '../features/chat/index.ts';
import { DocumentScreen, LibraryScreen } from '../features/documents/index.ts';
import { HealthScreen } from '../features/health/index.ts';
import { JobsScreen } from '../features/jobs/index.ts';
import { ModelsScreen } from '../features/models/index.ts';
import { PromptsScreen } from '../features/prompts/index.ts';
import { RunScreen, RunsScreen } from '../features/runs/index.ts';
import { SettingsScreen } from '../features/settings/index.ts';
import { useNavigation } from '../state/index.ts';

export function CurrentScreen() {
  const route = useNavigation((navigation) => navigation.route);
  switch (route.screen) {
    case 'chat':
      return <ChatPane conversationId={route.conversationId} />;
    case 'documents':
      return <LibraryScreen />;
    case 'document':
      return <DocumentScreen documentId={route.documentId} />;
    case 'jobs':
      return <JobsScreen />;
    case 'health':
      return <HealthScreen />;
    case 'models':
      return <ModelsScreen />;
    case 'prompts':
      return <PromptsScreen versionId={route.versionId} />;
    case 'runs':
      return <RunsScreen />;
    case 'run':
      return <RunScreen key={route.runId} runId={route.runId} otherId={route.otherId} />;
    case 'settings':
      return <SettingsScreen />;
  }
}

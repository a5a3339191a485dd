import { ArrowLeft, ExternalLink, Eye, KeyRound, MessageSquare, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { askOver, attempt, go, openSource, runCommand } from '../../../state/index.ts';
import { client, opensWithPassword } from '../../../transport/index.ts';
import { Button, EmptyState, ErrorCard, IconButton, PasswordDialog, Screen, Tabs } from '../../../ui/index.ts';
import { openOriginal } from '../original.ts';
import { ConfirmRemove } from '../remove.tsx';
import styles from './Document.module.css';
import { Facts } from './Facts.tsx';
import { Pages } from './Pages.tsx';
import { Passages } from './Passages.tsx';
import { useDocument } from './useDocument.ts';

/** A document's own page: facts, the outcome of each page, its passages, and what failed. */
export function DocumentScreen({ documentId }: { documentId: string }) {
  const { t } = useWords();
  const known = useDocument(documentId);
  const back = <IconButton icon={ArrowLeft} label={t('common.back')} onClick={() => go({ screen: 'documents' })} />;
  if (known.state === 'there') return <DocumentPage document={known.document} back={back} />;
  return (
    <Screen title={t('documents.title')} before={back}>
      {known.state === 'failed' && <EmptyState title={t(`errors.unknown-document.what`)}>{known.problem.code === 'unknown-document' ? t('errors.unknown-document.todo') : <ErrorCard bare problem={known.problem} />}</EmptyState>}
    </Screen>
  );
}

function DocumentPage({ document, back }: { document: Document; back: ReactNode }) {
  const { t } = useWords();
  const [tab, setTab] = useState<'pages' | 'passages'>('pages');
  const [removing, setRemoving] = useState(false);
  const readable = document.state === 'ready' || document.state === 'partial';
  const ask = (): void => {
    askOver([document]);
    runCommand('new-conversation');
  };
  const actions = (
    <>
      <Button icon={MessageSquare} disabled={!readable} onClick={ask}>
        {t('documents.actions.ask')}
      </Button>
      <IconButton icon={Eye} label={t('documents.actions.preview')} disabled={!readable} onClick={() => openSource({ documentId: document.id, page: 1, charStart: null, charEnd: null })} />
      <IconButton icon={ExternalLink} label={t('documents.actions.original')} onClick={() => openOriginal(document.id)} />
      <IconButton icon={Trash2} label={t('common.delete')} onClick={() => setRemoving(true)} />
    </>
  );
  return (
    <Screen title={document.name} before={back} actions={actions}>
      <div className={styles.page}>
        <div className={styles.top}>
          {document.error && <Trouble document={document} />}
          <Facts document={document} />
        </div>
        <Tabs
          className={styles.tabs}
          label={t('documents.tabs.label')}
          value={tab}
          onChange={setTab}
          tabs={[
            { name: 'pages', label: t('documents.tabs.pages'), content: <Pages document={document} /> },
            { name: 'passages', label: t('documents.tabs.passages'), content: <Passages document={document} /> },
          ]}
        />
      </div>
      <ConfirmRemove documents={new Map([[document.id, document.name]])} open={removing} onClose={() => setRemoving(false)} onRemoved={() => go({ screen: 'documents' })} />
    </Screen>
  );
}

/** Why it could not be read, and the way on. */
function Trouble({ document }: { document: Document }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  if (!document.error) return null;
  const again = (password?: string): void => attempt(() => client.documents.retryPages({ id: document.id, pages: null, ...(password !== undefined && { password }) }));
  const action =
    opensWithPassword(document.error) ? (
      <Button size="small" icon={KeyRound} onClick={() => setAsking(true)}>
        {t('ingest.password.enter')}
      </Button>
    ) : (
      <Button size="small" icon={RotateCcw} onClick={() => again()}>
        {t('documents.actions.retry')}
      </Button>
    );
  return (
    <>
      <ErrorCard problem={document.error} file={document.name} actions={action} />
      <PasswordDialog open={asking} name={document.name} onPassword={again} onClose={() => setAsking(false)} />
    </>
  );
}

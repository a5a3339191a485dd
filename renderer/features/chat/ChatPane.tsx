/** The conversation of the middle pane; null is a new one. */
import { useEffect, useState } from 'react';
import type { ConversationSettings, Message } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, go, showProblem, useLibrary, useScope, useSettings, type ChosenDocument } from '../../state/index.ts';
import { client, toProblem } from '../../transport/index.ts';
import { Button, ErrorCard } from '../../ui/index.ts';
import { AnswerSettings } from './box/AnswerSettings.tsx';
import { QuestionBox } from './box/QuestionBox.tsx';
import { ScopeLine } from './box/ScopeLine.tsx';
import { ModelOffer } from './empty/ModelOffer.tsx';
import { NewConversation } from './empty/NewConversation.tsx';
import { Notes } from './empty/Notes.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { MessageList } from './messages/MessageList.tsx';
import { keepConversation, useConversations, useFollowConversations } from './state/conversations.ts';
import { useChosenDocuments } from './state/useChosenDocuments.ts';
import { useConversation } from './state/useConversation.ts';
import css from './chat.module.css';

export function ChatPane({ conversationId }: { conversationId: string | null }) {
  useFollowConversations();
  return conversationId === null ? <NewPane /> : <OpenPane key={conversationId} id={conversationId} />;
}

const DEFAULTS: ConversationSettings = { documentIds: null, language: 'auto', mode: 'auto', generalKnowledge: false, strictness: 'normal', generator: null };

function NewPane() {
  const language = useSettings((state) => state.settings?.answerLanguage ?? 'auto');
  const [patch, setPatch] = useState<Partial<ConversationSettings>>({});
  const settings: ConversationSettings = { ...DEFAULTS, language, ...patch };
  const ask = async (text: string): Promise<void> => {
    const conversation = await client.chat.create({ settings });
    keepConversation(conversation);
    await client.chat.ask({ conversationId: conversation.id, text });
    go({ screen: 'chat', conversationId: conversation.id });
  };
  return (
    <section className={css.pane} data-testid="new-conversation">
      <NewConversation onAsk={(text) => attempt(() => ask(text))} />
      <ModelOffer />
      <Asking settings={settings} answering={false} onConfigure={(change) => setPatch((before) => ({ ...before, ...change }))} onAsk={ask} onStop={() => undefined} />
    </section>
  );
}

function OpenPane({ id }: { id: string }) {
  const { t } = useWords();
  const open = useConversation(id);
  const conversation = useConversations((state) => state.byId?.get(id));
  const [inspected, setInspected] = useState<Message | null>(null);
  const settings = conversation?.settings ?? DEFAULTS;
  const configure = (change: Partial<ConversationSettings>): void => attempt(async () => keepConversation(await client.chat.configure({ id, settings: change })));

  return (
    <section className={css.pane} aria-label={conversation?.title ?? t('chat.conversation')} data-testid="conversation">
      <h1 className="hidden-text">{conversation?.title ?? t('chat.conversation')}</h1>
      {open.state === 'failed' && (
        <div className={css.failed}>
          <ErrorCard problem={toProblem(open.error)} actions={<Button size="small" onClick={open.retry}>{t('common.retry')}</Button>} />
        </div>
      )}
      {open.state === 'ready' ? <MessageList open={open} narrowed={settings.documentIds !== null} onWhy={setInspected} /> : <div className={css.waiting} />}
      <EndOfAnswer running={open.stream !== null} />
      <Asking settings={settings} answering={open.stream !== null} onConfigure={configure} onAsk={(text) => open.ask(text)} onStop={() => attempt(open.stop)} />
      {inspected !== null && <Inspector message={inspected} onClose={() => setInspected(null)} />}
    </section>
  );
}

/** Says once that an answer has ended, for those who hear the window: the growing text itself is not read out. */
function EndOfAnswer({ running }: { running: boolean }) {
  const { t } = useWords();
  const [ran, setRan] = useState(false);
  useEffect(() => {
    if (running) setRan(true);
  }, [running]);
  return <p className="hidden-text" role="status">{ran && !running ? t('chat.answerReady') : ''}</p>;
}

interface AskingProps {
  settings: ConversationSettings;
  answering: boolean;
  onConfigure(patch: Partial<ConversationSettings>): void;
  onAsk(text: string): Promise<void>;
  onStop(): void;
}

/** The box with what is asked over. Documents chosen in the library are taken over here. */
function Asking({ settings, answering, onConfigure, onAsk, onStop }: AskingProps) {
  const documents = useLibrary((library) => library.stats?.documents ?? null);
  const searchable = useLibrary((library) => library.stats?.searchable ?? null);
  const hasModel = useSettings((state) => (state.settings?.generator.kind ?? 'none') !== 'none');
  const handed = useScope((state) => state.chosen);
  const chosen = useChosenDocuments(settings.documentIds);
  const choose = (next: readonly ChosenDocument[] | null): void => onConfigure({ documentIds: next?.map((document) => document.id) ?? null });

  useEffect(() => {
    if (handed === null) return;
    choose(handed);
    useScope.setState({ chosen: null });
    // Only a new choice is taken over.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [handed]);

  const send = async (text: string): Promise<void> => {
    try {
      await onAsk(text);
    } catch (error) {
      showProblem(error);
      throw error;
    }
  };
  return (
    <div className={css.asking}>
      <Notes />
      <QuestionBox
        scope={documents !== 0 && <ScopeLine chosen={chosen} documents={searchable} onChoose={choose} />}
        settings={<AnswerSettings settings={settings} hasModel={hasModel} onChange={onConfigure} />}
        answering={answering}
        disabled={documents === 0}
        onAsk={send}
        onStop={onStop}
      />
    </div>
  );
}

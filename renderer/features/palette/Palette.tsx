import { Command } from 'cmdk';
import { FileText, MessageSquare, MessageSquareQuote } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { draftQuestion, go, provideCommand, runCommand } from '../../state/index.ts';
import { fold } from '../../text/index.ts';
import { Kbd, useOpener } from '../../ui/index.ts';
import { actions, type PaletteItem, places } from './items.ts';
import styles from './Palette.module.css';
import { useFound } from './useFound.ts';

/** Ctrl/Cmd K: go to, ask, find a document or a conversation, act. */
export function Palette() {
  const [open, setOpen] = useState(false);
  useEffect(() => provideCommand('palette', () => setOpen((is) => !is)), []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Opened onDone={() => setOpen(false)} />
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Opened({ onDone }: { onDone(): void }) {
  const { t } = useWords();
  const giveBack = useOpener();
  return (
    <>
      <Dialog.Overlay className={styles.veil} />
      <Dialog.Content className={styles.palette} aria-describedby={undefined} onCloseAutoFocus={giveBack}>
        <Dialog.Title className="hidden-text">{t('app.palette.title')}</Dialog.Title>
        <Commands onDone={onDone} />
      </Dialog.Content>
    </>
  );
}

function Commands({ onDone }: { onDone(): void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const typed = text.trim();
  const found = useFound(typed);
  const fits = (item: PaletteItem): boolean => typed === '' || fold(item.label).includes(fold(typed));
  const done = (run: () => void) => (): void => {
    onDone();
    run();
  };
  const ask = (): void => {
    runCommand('new-conversation');
    draftQuestion(typed);
  };
  const listed = (items: PaletteItem[]): ReactNode =>
    items.filter(fits).map(({ id, label, icon: Icon, shortcut, run }) => (
      <Command.Item key={id} value={id} className={styles.item} onSelect={done(run)}>
        <Icon size={16} aria-hidden />
        <span className={styles.label}>{label}</span>
        {shortcut !== null && <Kbd keys={shortcut} />}
      </Command.Item>
    ));
  const group = (heading: string, children: ReactNode): ReactNode => (
    <Command.Group heading={heading} key={heading}>
      {children}
    </Command.Group>
  );
  const goTo = places(t).filter(fits);
  const acts = actions(t).filter(fits);
  const [best] = [...goTo, ...acts].map(({ id }) => id).concat(found.documents.map(({ id }) => `document ${id}`), found.conversations.map(({ conversation }) => `conversation ${conversation.id}`), 'ask');
  const [at, setAt] = useState('');
  // What is found arrives after the typing: the first line is the chosen one until the arrows say otherwise.
  useEffect(() => setAt(best ?? ''), [best]);
  return (
    <Command label={t('app.palette.title')} shouldFilter={false} loop value={at} onValueChange={setAt}>
      <Command.Input value={text} onValueChange={setText} placeholder={t('app.palette.placeholder')} aria-label={t('app.palette.title')} />
      <Command.List className={styles.list} label={t('app.palette.title')}>
        <Command.Empty className={styles.empty}>{t('app.palette.empty')}</Command.Empty>
        {goTo.length > 0 && group(t('app.palette.goTo'), listed(goTo))}
        {acts.length > 0 && group(t('app.palette.actions'), listed(acts))}
        {found.documents.length > 0 &&
          group(
            t('app.palette.documents'),
            found.documents.map((document) => (
              <Command.Item key={document.id} value={`document ${document.id}`} className={styles.item} onSelect={done(() => go({ screen: 'document', documentId: document.id }))}>
                <FileText size={16} aria-hidden />
                <span className={styles.label}>{document.name}</span>
                <span className={styles.hint}>{document.places[0]?.folder}</span>
              </Command.Item>
            )),
          )}
        {found.conversations.length > 0 &&
          group(
            t('app.palette.conversations'),
            found.conversations.map(({ conversation }) => (
              <Command.Item key={conversation.id} value={`conversation ${conversation.id}`} className={styles.item} onSelect={done(() => go({ screen: 'chat', conversationId: conversation.id }))}>
                <MessageSquare size={16} aria-hidden />
                <span className={styles.label}>{conversation.title}</span>
              </Command.Item>
            )),
          )}
        {typed.length > 2 &&
          group(
            t('app.palette.askGroup'),
            <Command.Item value="ask" className={styles.item} onSelect={done(ask)}>
              <MessageSquareQuote size={16} aria-hidden />
              <span className={styles.label}>{t('app.palette.ask', { question: typed })}</span>
            </Command.Item>,
          )}
      </Command.List>
    </Command>
  );
}

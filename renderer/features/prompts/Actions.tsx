import { Archive, Check, CircleCheck, FilePenLine, History, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Prompt, PromptVersion } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, go, historyOf, note } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { Button, Confirm, IconButton } from '../../ui/index.ts';
import styles from './Prompts.module.css';
import type { Draft } from './useDraft.ts';

type Asking = 'activate' | 'archive' | 'remove' | 'builtIn';

/** What can be done with a version in its state; what reaches further is asked about in plain words. */
export function Actions({ prompt, version, draft }: { prompt: Prompt; version: PromptVersion; draft: Draft }) {
  const { t } = useWords();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { id, number, state } = version;
  const blocked = draft.issues.filter((issue) => issue.blocking).length;
  const open = (versionId: string): void => go({ screen: 'prompts', versionId });
  const save = (): void =>
    attempt(async () => {
      await draft.save();
      note(t('prompts.saved'));
    });
  const newDraft = (): void => attempt(async () => open((await client.prompts.createDraft({ from: id })).id));

  const doIt: Record<Asking, () => Promise<void>> = {
    activate: async () => {
      if (draft.dirty) await draft.save();
      await client.prompts.activate({ id });
      note(t('prompts.done.activated', { number }));
    },
    archive: async () => {
      if (draft.dirty) await draft.save();
      await client.prompts.archive({ id });
      note(t('prompts.done.archived', { number }));
    },
    remove: async () => {
      await client.prompts.removeDraft({ id });
      note(t('prompts.done.removed'));
      open(version.basedOn ?? prompt.active);
    },
    builtIn: async () => {
      const active = await client.prompts.restoreBuiltIn({ promptId: prompt.id });
      note(t('prompts.done.restored'));
      open(active.id);
    },
  };
  const words: Record<Asking, { title: string; text: string; action: string }> = {
    activate: { title: t('prompts.confirm.activateTitle', { number }), text: t('prompts.confirm.activateText', { language: t(`prompts.inLanguage.${prompt.language}`) }), action: t('prompts.confirm.activate') },
    archive: { title: t('prompts.confirm.archiveTitle', { number }), text: t('prompts.confirm.archiveText'), action: t('prompts.confirm.archive') },
    remove: { title: t('prompts.confirm.removeTitle'), text: t('prompts.confirm.removeText', { number }), action: t('common.delete') },
    builtIn: { title: t('prompts.confirm.builtInTitle'), text: t('prompts.confirm.builtInText', { language: t(`prompts.inLanguage.${prompt.language}`) }), action: t('prompts.confirm.builtIn') },
  };
  return (
    <>
      <div className={styles.actions}>
        {state === 'draft' && (
          <>
            <Button look={draft.dirty ? 'primary' : 'plain'} icon={Check} disabled={!draft.dirty} onClick={save}>
              {t('prompts.actions.save')}
            </Button>
            <Button look={draft.dirty ? 'plain' : 'primary'} icon={CircleCheck} disabled={blocked > 0} onClick={() => setAsking('activate')}>
              {t('prompts.actions.activate')}
            </Button>
            <IconButton icon={Archive} label={t('prompts.actions.archive')} onClick={() => setAsking('archive')} />
            <IconButton icon={Trash2} label={t('prompts.actions.removeDraft')} onClick={() => setAsking('remove')} />
          </>
        )}
        {state !== 'draft' && (
          <Button icon={FilePenLine} look="primary" onClick={newDraft}>
            {state === 'archived' ? t('prompts.actions.restore') : t('prompts.actions.draft')}
          </Button>
        )}
        {state !== 'draft' && !prompt.builtIn && (version.origin === 'built-in' || state === 'active') && (
          <Button icon={Undo2} onClick={() => setAsking('builtIn')}>
            {t('prompts.actions.restoreBuiltIn')}
          </Button>
        )}
        <IconButton icon={History} label={t('prompts.actions.runs')} onClick={() => historyOf({ promptVersion: id })} />
      </div>
      {blocked > 0 && state === 'draft' && <p className={styles.blocked}>{t('prompts.blocked', { count: blocked })}</p>}
      {asking !== null && (
        <Confirm open title={words[asking].title} action={words[asking].action} danger={asking === 'remove'} onConfirm={() => attempt(doIt[asking])} onClose={() => setAsking(null)}>
          <p>{words[asking].text}</p>
        </Confirm>
      )}
    </>
  );
}

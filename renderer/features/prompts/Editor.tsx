import { useId } from 'react';
import type { Prompt, PromptIssue, PromptVersion } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { TextArea } from '../../ui/index.ts';
import { partWords } from './names.ts';
import styles from './Prompts.module.css';
import type { Draft } from './useDraft.ts';

/** The text of a version, part by part; what is fixed can be read and copied. */
export function Editor({ prompt, version, draft }: { prompt: Prompt; version: PromptVersion; draft: Draft }) {
  const { t } = useWords();
  const fixed = version.state !== 'draft';
  const noteId = useId();
  return (
    <div className={styles.editor}>
      {prompt.parts.map((part) => (
        <Part key={part.name} part={part} text={draft.parts[part.name] ?? ''} fixed={fixed} issues={fixed ? [] : draft.issues.filter((issue) => issue.part === part.name)} onChange={(text) => draft.setPart(part.name, text)} />
      ))}
      {!(fixed && draft.note === '') && (
        <div className={styles.field}>
          <label htmlFor={noteId}>{t('prompts.note')}</label>
          <p className={styles.help}>{t('prompts.noteHelp')}</p>
          <TextArea id={noteId} value={draft.note} readOnly={fixed} maxLength={500} onChange={draft.setNote} />
        </div>
      )}
    </div>
  );
}

interface PartProps {
  part: Prompt['parts'][number];
  text: string;
  fixed: boolean;
  issues: readonly PromptIssue[];
  onChange(text: string): void;
}

function Part({ part, text, fixed, issues, onChange }: PartProps) {
  const { t } = useWords();
  const id = useId();
  const words = partWords(t, part.name);
  const blocking = issues.some((issue) => issue.blocking);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{words.name}</label>
      <p className={styles.help} id={`${id}-help`}>
        {words.help}
      </p>
      <TextArea id={id} value={text} readOnly={fixed} wrong={blocking} aria-describedby={`${id}-help ${id}-issues`} onChange={onChange} />
      <div className={styles.under}>
        {part.placeholders.length > 0 && (
          <span>
            {t('prompts.placeholders')}{' '}
            {part.placeholders.map((name) => (
              <code key={name} className={styles.placeholder}>
                {name}
              </code>
            ))}
          </span>
        )}
        {!fixed && <span className={styles.count}>{t('prompts.length', { length: text.length, max: part.maxLength })}</span>}
      </div>
      <ul className={styles.issues} id={`${id}-issues`} aria-live="polite">
        {issues.map((issue) => (
          <li key={issue.rule + issue.value} data-blocking={issue.blocking}>
            {t(`prompts.issues.${issue.rule}`, { value: issue.value })}
          </li>
        ))}
      </ul>
    </div>
  );
}

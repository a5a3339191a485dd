/** What is asked over: all documents, or the chosen ones as chips. */
import { X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import type { ChosenDocument } from '../../../state/index.ts';
import { Button } from '../../../ui/index.ts';
import { DocumentPicker } from './DocumentPicker.tsx';
import css from './box.module.css';

interface ScopeLineProps {
  /** Null: all of them. */
  chosen: readonly ChosenDocument[] | null;
  /** How many can be searched; null while it is not known. */
  documents: number | null;
  onChoose(chosen: readonly ChosenDocument[] | null): void;
}

const CHIPS = 4;

export function ScopeLine({ chosen, documents, onChoose }: ScopeLineProps) {
  const { t } = useWords();
  const [picking, setPicking] = useState(false);
  const without = (id: string): void => {
    const rest = chosen?.filter((document) => document.id !== id) ?? [];
    onChoose(rest.length > 0 ? rest : null);
  };
  return (
    <div className={css.scope} aria-label={t('chat.scope.label')} role="group">
      <span className={css.scopeLabel}>{t('chat.scope.label')}</span>
      {chosen === null ? (
        <Button look="link" onClick={() => setPicking(true)}>
          {!documents ? t('chat.scope.choose') : t('chat.scope.all', { count: documents })}
        </Button>
      ) : (
        <>
          {chosen.slice(0, CHIPS).map((document) => (
            <span key={document.id} className={css.chip}>
              <span>{document.name}</span>
              <button type="button" aria-label={t('chat.scope.removeOne', { name: document.name })} onClick={() => without(document.id)}>
                <X size={12} aria-hidden />
              </button>
            </span>
          ))}
          {chosen.length > CHIPS && <span className={css.scopeLabel}>{t('chat.scope.more', { count: chosen.length - CHIPS })}</span>}
          <Button look="link" onClick={() => setPicking(true)}>{t('chat.scope.change')}</Button>
          <Button look="link" onClick={() => onChoose(null)}>{t('chat.scope.clear')}</Button>
        </>
      )}
      {picking && <DocumentPicker chosen={chosen ?? []} onClose={() => setPicking(false)} onChoose={onChoose} />}
    </div>
  );
}

/** Chooses the documents of a question, by name. */
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { showProblem, type ChosenDocument } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Button, Checkbox, Dialog, TextField } from '../../../ui/index.ts';
import css from './box.module.css';

interface DocumentPickerProps {
  chosen: readonly ChosenDocument[];
  onChoose(chosen: readonly ChosenDocument[] | null): void;
  onClose(): void;
}

const SHOWN = 100;
const REST_MS = 150;

export function DocumentPicker({ chosen, onChoose, onClose }: DocumentPickerProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Document[] | null>(null);
  const [picked, setPicked] = useState<ReadonlyMap<string, ChosenDocument>>(() => new Map(chosen.map((document) => [document.id, document])));

  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      client.documents.list({ filter: { text, states: ['ready', 'partial'] }, sort: 'name', descending: false, limit: SHOWN }, { signal: stop.signal }).then(
        ({ items }) => !stop.signal.aborted && setFound(items),
        (error: unknown) => !stop.signal.aborted && showProblem(error),
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);

  const toggle = ({ id, name }: ChosenDocument, on: boolean): void =>
    setPicked((before) => {
      const next = new Map(before);
      if (on) next.set(id, { id, name });
      else next.delete(id);
      return next;
    });
  const done = (): void => {
    onChoose(picked.size > 0 ? [...picked.values()] : null);
    onClose();
  };

  // Chosen ones stand first, so that they are found again whatever is typed.
  const others = found?.filter((document) => !chosen.some((one) => one.id === document.id)) ?? [];
  return (
    <Dialog open title={t('chat.scope.choose')} onClose={onClose} foot={<><Button onClick={onClose}>{t('common.dismiss')}</Button><Button look="primary" onClick={done}>{t('chat.scope.done')}</Button></>}>
      <TextField className={css.wide} label={t('chat.scope.find')} placeholder={t('chat.scope.find')} icon={Search} value={text} onChange={setText} autoFocus />
      <ul className={css.picker}>
        {[...chosen, ...others].map((document) => (
          <li key={document.id}>
            <Checkbox label={document.name} checked={picked.has(document.id)} onChange={(on) => toggle(document, on)} />
            <span aria-hidden onClick={() => toggle(document, !picked.has(document.id))}>{document.name}</span>
          </li>
        ))}
      </ul>
      {found?.length === 0 && chosen.length === 0 && <p className={css.none}>{t('chat.scope.none')}</p>}
    </Dialog>
  );
}

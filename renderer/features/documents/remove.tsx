import { useWords } from '../../i18n/index.ts';
import { attempt, note } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { Confirm } from '../../ui/index.ts';

const SLOW_MS = 500;

/** Documents by their ids. */
export type NamesById = ReadonlyMap<string, string>;

export interface ConfirmRemoveProps {
  documents: NamesById;
  open: boolean;
  onClose(): void;
  onRemoved?(): void;
}

/** Asks, deletes, says so. */
export function ConfirmRemove({ documents, open, onClose, onRemoved }: ConfirmRemoveProps) {
  const { t } = useWords();
  const count = documents.size;
  const [name = ''] = documents.values();
  const remove = (): void =>
    attempt(async () => {
      // Thousands take seconds, and the dialog is closed already.
      const underWay = setTimeout(() => note(t('documents.delete.underWay', { count })), SLOW_MS);
      await client.documents.remove({ ids: [...documents.keys()] }).finally(() => clearTimeout(underWay));
      note(t('documents.delete.done', { count }));
      onRemoved?.();
    });
  return (
    <Confirm open={open} danger title={count === 1 ? t('documents.delete.titleNamed', { name }) : t('documents.delete.title', { count })} action={t('common.delete')} onConfirm={remove} onClose={onClose}>
      {t('documents.delete.text', { count })}
    </Confirm>
  );
}

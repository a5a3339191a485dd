import { useWords } from '../../i18n/index.ts';
import { attempt, note } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { Confirm } from '../../ui/index.ts';

export interface ConfirmRemoveProps {
  ids: readonly string[];
  open: boolean;
  onClose(): void;
  onRemoved?(): void;
}

/** Asks, deletes, says so. */
export function ConfirmRemove({ ids, open, onClose, onRemoved }: ConfirmRemoveProps) {
  const { t } = useWords();
  const count = ids.length;
  const remove = (): void =>
    attempt(async () => {
      await client.documents.remove({ ids: [...ids] });
      note(t('documents.delete.done', { count }));
      onRemoved?.();
    });
  return (
    <Confirm open={open} danger title={t('documents.delete.title', { count })} action={t('common.delete')} onConfirm={remove} onClose={onClose}>
      {t('documents.delete.text', { count })}
    </Confirm>
  );
}

import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useWords } from '../i18n/index.ts';
import { dismissToast, type Toast, useToasts } from '../state/index.ts';
import { Button, ErrorCard, IconButton } from '../ui/index.ts';
import styles from './Toasts.module.css';

/** A note goes by itself; a problem stays until it is read. */
const NOTE_STAYS_MS = 6000;

export function Toasts() {
  const items = useToasts((state) => state.items);
  return (
    <div className={styles.list} aria-live="polite">
      {items.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useWords();
  const { id, content, action } = toast;
  useEffect(() => {
    if (content.kind !== 'note') return undefined;
    const timer = setTimeout(() => dismissToast(id), NOTE_STAYS_MS);
    return () => clearTimeout(timer);
  }, [id, content.kind]);
  const act = (): void => {
    dismissToast(id);
    action?.run();
  };
  return (
    <div className={styles.toast}>
      <div className={styles.content}>{content.kind === 'note' ? content.text : <ErrorCard bare problem={content.problem} file={content.file} />}</div>
      {action && (
        <Button size="small" onClick={act}>
          {action.label}
        </Button>
      )}
      <IconButton icon={X} size="small" label={t('common.close')} onClick={() => dismissToast(id)} />
    </div>
  );
}

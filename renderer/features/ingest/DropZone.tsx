import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { entriesOf, walk } from './collect.ts';
import styles from './DropZone.module.css';
import { handOverTransfer } from './handOver.ts';

const holdsFiles = (transfer: DataTransfer | null): transfer is DataTransfer => transfer !== null && transfer.types.includes('Files');

/** The whole window takes files: dropped, or pasted outside of text. */
export function DropZone() {
  const { t } = useWords();
  const [items, setItems] = useState<number | null>(null);
  const nothing = t('ingest.nothing');

  useEffect(() => {
    // Each element that is entered is left again: only the last leaving means that the files left the window.
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event.dataTransfer)) return;
      depth += 1;
      setItems(event.dataTransfer.items.length);
    };
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!holdsFiles(event.dataTransfer)) return;
      depth -= 1;
      if (depth <= 0) setItems(null);
    };
    const take = (transfer: DataTransfer): void => {
      const entries = entriesOf(transfer);
      handOverTransfer([...transfer.files], () => walk(entries), nothing);
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setItems(null);
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      take(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent): void => {
      if (!holdsFiles(event.clipboardData) || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      take(event.clipboardData);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [nothing]);

  return items === null ? null : <Overlay items={items} />;
}

function Overlay({ items }: { items: number }) {
  const { t } = useWords();
  const workspace = t('app.defaultWorkspace');
  return (
    <div className={styles.overlay} data-testid="drop-overlay">
      <div className={styles.frame}>
        <FileDown size={32} strokeWidth={1.5} aria-hidden />
        <p className={styles.title}>{t('ingest.drop.title')}</p>
        <p className={styles.text}>{items > 0 ? t('ingest.drop.into', { count: items, workspace }) : t('ingest.drop.unknown', { workspace })}</p>
        <p className={styles.kinds}>{t('ingest.drop.kinds')}</p>
      </div>
    </div>
  );
}

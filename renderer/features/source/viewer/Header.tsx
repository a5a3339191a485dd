/** Name of the source, and what can be done with the whole of it. */
import { Check, Copy, ExternalLink, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { attempt } from '../../../state/index.ts';
import { originalUrl } from '../data/originals.ts';
import { IconButton } from '../../../ui/index.ts';
import css from './viewer.module.css';

interface HeaderProps {
  name: string;
  detail: string;
  documentId?: string;
  /** The cited words, read when they are asked for ('' when nothing is cited), and where they stand. */
  copy?: { text(): Promise<string>; reference: string };
  onClose(): void;
}

export function Header({ name, detail, documentId, copy, onClose }: HeaderProps) {
  const { t } = useWords();
  const [copied, setCopied] = useState<string | null>(null);
  const copyIt = (what: { text(): Promise<string>; reference: string }): void =>
    attempt(async () => {
      const selected = window.getSelection()?.toString().trim() ?? '';
      const text = selected === '' ? (await what.text()).trim() : selected;
      await navigator.clipboard.writeText(text === '' ? what.reference : `${t('common.quoted', { text })}\n(${what.reference})`);
      setCopied(what.reference);
    });
  return (
    <header className={css.header}>
      <div className={css.names}>
        <h2 title={name}>{name}</h2>
        {detail !== '' && <span>{detail}</span>}
      </div>
      {copy && <IconButton size="small" label={copied === copy.reference ? t('source.copied') : t('source.copyWithReference')} icon={copied === copy.reference ? Check : Copy} onClick={() => copyIt(copy)} />}
      {documentId !== undefined && (
        <a className={css.tool} href={originalUrl(documentId)} download={name} aria-label={t('source.openOriginal')} title={t('source.openOriginal')}>
          <ExternalLink size={16} aria-hidden />
        </a>
      )}
      <IconButton size="small" label={t('source.close')} shortcut="Esc" icon={X} onClick={onClose} />
    </header>
  );
}
